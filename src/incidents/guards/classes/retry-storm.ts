import type { IncidentFacts } from '../../incident-facts.ts';
import { drivable, mostUsers } from '../drivable.ts';
import type { Guard, GuardContext } from '../guard.ts';
import { loadOf } from '../load-of.ts';
import { scriptGuard } from '../script-guard.ts';
import { retryText } from '../scripts/retry-text.ts';

const usualRetries = 3;
const surgeFactor = 5;

/** Retry storm: a surge of clients who retry at once, after which the usual load must be answered again. */
export function retryStormGuard(facts: IncidentFacts, context: GuardContext): Guard {
  const load = loadOf(facts, context);
  const retries = facts.retries.known ? facts.retries.value : usualRetries;
  // Every client of the surge may be at all its attempts at once.
  const atOnce = (surgeFactor * (retries + 1) * load.limit) / 1000;
  const rate = drivable(Math.max(1, Math.round(load.rate)), mostUsers / atOnce, 'requests per second');
  return scriptGuard({
    facts,
    context,
    load,
    why: `A load test that asks once per iteration never shows what retries do: they multiply the load just when there is too much of it, and keep it up when its cause is gone. So clients here retry as the incident's did, through a surge of ${surgeFactor} times the usual rate; what is judged is the usual rate after it, which must be answered again.`,
    assumed: [
      ...load.assumedRate,
      ...rate.assumed,
      ...(facts.retries.known ? [] : [`how often clients retry is not known: ${usualRetries} times`]),
    ],
    dimensions: ['traffic', 'dependencies', 'errors'],
    settings: {
      timeout: `${load.limit}ms`,
      rate: rate.value,
      surge: rate.value * surgeFactor,
      retries,
      backoff: 0,
      duration: '10m',
    },
    body: retryText,
  });
}
