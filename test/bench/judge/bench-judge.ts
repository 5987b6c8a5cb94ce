import { measureSpeed } from './measure-speed.ts';
import { simulateErrors } from './simulate-errors.ts';
import { simulateLatency } from './simulate-latency.ts';

/** The canary judge beside Kayenta's judge and Argo Rollouts' thresholds, on the same simulated canaries; and how long it takes. */
export async function benchJudge(): Promise<void> {
  simulateErrors();
  simulateLatency();
  await measureSpeed();
}
