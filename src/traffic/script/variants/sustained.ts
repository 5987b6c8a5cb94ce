import type { LoadPlan } from '../load-plan.ts';
import { thinkTime } from '../think-time.ts';
import { k6Duration, type Variant } from '../variant.ts';
import { weightedThresholds } from '../weighted.ts';

/** What a closed model promises of its rate; it waits for slow answers. */
const reached = 0.9;

/**
 * Visitors who stay connected and pause between their requests as production's did; null where the log knows no visitors.
 *
 * Their number follows from Little's law: rate × (pause + answer).
 */
export function sustained(plan: LoadPlan): Variant | null {
  const recorded = plan.sessions?.thinkTime ?? null;
  if (recorded === null) return null;
  const { seconds } = plan.settings;
  const pause = thinkTime(recorded);
  const cycle = pause.mean + plan.latency.mean;
  const vus = Math.max(1, Math.ceil(plan.perSecond * cycle));
  const requests = (vus / cycle) * seconds * reached;
  const { median, sigma, longest } = pause;
  return {
    file: 'sustained.js',
    about: [
      `Sustained connections: ${vus} visitors stay connected for ${k6Duration(seconds)} and pause between requests as production's do.`,
      'Shows what many open connections cost: file handles, memory per connection, load balancers, keep-alive time-outs.',
    ],
    calls: ['visit'],
    options: { noConnectionReuse: false },
    scenarios: [
      {
        name: 'visitors',
        comment: `about ${Math.round(requests / reached)} requests`,
        settings: {
          executor: 'constant-vus',
          vus,
          duration: k6Duration(seconds),
          exec: 'visit',
          env: { PAUSE_MEDIAN: String(median), PAUSE_SIGMA: String(sigma), PAUSE_LONGEST: String(longest) },
        },
      },
    ],
    thresholds: weightedThresholds(plan, requests),
  };
}
