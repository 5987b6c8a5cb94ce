import type { IncidentFacts } from '../../incident-facts.ts';
import { drivable, mostUsers } from '../drivable.ts';
import type { Guard, GuardContext } from '../guard.ts';
import { loadOf } from '../load-of.ts';
import { scriptGuard } from '../script-guard.ts';
import { constantUsersText } from '../scripts/constant-users-text.ts';

const usualUsers = 50;
/** As long as it took then, within what a nightly run has and a trend needs; in hours. */
const [usualHours, shortest, longest] = [4, 1, 12];
/** Growth over the run, as a share of where it began, that nobody would be woken for. */
const toleratedGrowth = 0.1;

/** Gradual memory leak: 50 users for four hours, and memory from Prometheus, which must not rise. */
export function memoryLeakGuard(facts: IncidentFacts, context: GuardContext): Guard {
  const hours = facts.duration.known ? Math.min(longest, Math.max(shortest, facts.duration.value / 3600)) : usualHours;
  const users = drivable(facts.concurrency.known ? facts.concurrency.value : usualUsers, mostUsers, 'users at once');
  return scriptGuard({
    facts,
    context,
    load: loadOf(facts, context),
    why: 'A leak shows in no answer until the process dies, so no threshold on latency finds it in time. This is a steady load for hours; what decides is the trend of memory in Prometheus over the run (a rank test for a trend that allows for slow swings, and by how much it grew), asked after the run.',
    assumed: ['the query for memory must give one series per process of staging', ...users.assumed],
    dimensions: ['resources'],
    settings: {
      users: users.value,
      pause: 1,
      duration: Number.isInteger(hours) ? `${hours}h` : `${Math.round(hours * 60)}m`,
      memory: {
        query: `process_resident_memory_bytes{job="${facts.service}"}`,
        skip: 0.2,
        growth: toleratedGrowth,
      },
    },
    body: constantUsersText,
    run: [
      'k6 alone cannot tell: tollgate incident prove asks Prometheus, too ($instance in the query is host:port of the target).',
    ],
  });
}
