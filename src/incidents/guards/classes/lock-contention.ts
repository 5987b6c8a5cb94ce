import type { IncidentFacts } from '../../incident-facts.ts';
import { drivable, mostUsers } from '../drivable.ts';
import type { Guard, GuardContext } from '../guard.ts';
import { loadOf } from '../load-of.ts';
import { scriptGuard } from '../script-guard.ts';
import { constantUsersText } from '../scripts/constant-users-text.ts';

const usualUsers = 50;

/** Lock contention and deadlock: everybody writes to the same row. */
export function lockContentionGuard(facts: IncidentFacts, context: GuardContext): Guard {
  const load = loadOf(facts, context);
  const table = facts.table.known ? ` (${facts.table.value})` : '';
  const isReading = load.request.body === null;
  const users = drivable(facts.concurrency.known ? facts.concurrency.value : usualUsers, mostUsers, 'users at once');
  return scriptGuard({
    facts,
    context,
    load,
    why: `Locks meet only where many write to the same rows${table}; test data that gives every user a row of its own never makes them wait. So everybody here sends the same write to the same row: a deadlock shows as a failed request, a lock that is held for too long as a slow one.`,
    assumed: [
      ...users.assumed,
      ...(facts.concurrency.known ? [] : [`how many write at once is not known: ${usualUsers}`]),
      ...(isReading ? ['the request must be the one that writes to the hot row'] : []),
    ],
    dimensions: ['traffic', 'data', 'latency', 'errors'],
    settings: {
      users: users.value,
      pause: 0.05,
      duration: '5m',
    },
    body: constantUsersText,
  });
}
