import type { IncidentFacts } from '../../incident-facts.ts';
import { drivable, mostUsers } from '../drivable.ts';
import type { Guard, GuardContext } from '../guard.ts';
import { loadOf } from '../load-of.ts';
import { scriptGuard } from '../script-guard.ts';
import { rateText } from '../scripts/rate-text.ts';

/** Room above the limit, so that it is certainly reached. */
const over = 1.5;

/** Rate limit: as many requests as in the incident; who should not be turned away is answered. */
export function rateLimitGuard(facts: IncidentFacts, context: GuardContext): Guard {
  const load = loadOf(facts, context);
  const limit = facts.rateLimit.known ? facts.rateLimit.value * over : 0;
  const wanted = Math.max(1, Math.round(Math.max(load.rate, limit)));
  const { value: rate, assumed } = drivable(wanted, (mostUsers * 500) / load.limit, 'requests per second');
  const above = facts.rateLimit.known ? `, about ${over} times what was allowed` : '';
  return scriptGuard({
    facts,
    context,
    load,
    why: `A limit shows only once as many requests come as in production, and staging's limit is often another one. So this sends ${rate} requests per second${above}. Where "client" tells two clients apart, the one that floods may be turned away (429), and the other one must not; else nobody must.`,
    assumed: [
      ...assumed,
      ...(facts.rateLimit.known ? [] : load.assumedRate),
      ...(facts.rateLimit.known ? [] : ['the limit is not known, only the rate that must be answered']),
      `"client" is null: fill it in where one client's requests must not cost another one's`,
    ],
    dimensions: ['traffic', 'dependencies', 'errors'],
    settings: { rate, othersRate: Math.max(1, Math.round(rate / 20)), client: null, duration: '2m' },
    body: rateText,
    run: ['  "client" is such as { "header": "X-Client", "crowd": "noisy", "others": "quiet" }'],
  });
}
