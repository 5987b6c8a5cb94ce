import type { IncidentFacts } from '../../incident-facts.ts';
import { drivable, mostUsers } from '../drivable.ts';
import type { Guard, GuardContext } from '../guard.ts';
import { loadOf } from '../load-of.ts';
import { scriptGuard } from '../script-guard.ts';
import { constantUsersText } from '../scripts/constant-users-text.ts';

const usualPool = 100;
/** More users than connections: the queue before the pool is what failed. */
const usersPerConnection = 2;

/** Connection pool exhaustion: more users at once than the pool has connections, for five minutes. */
export function connectionPoolGuard(facts: IncidentFacts, context: GuardContext): Guard {
  const load = loadOf(facts, context);
  const pool = facts.poolSize.known ? facts.poolSize.value : usualPool;
  const concurrent = facts.concurrency.known ? facts.concurrency.value : 0;
  const users = drivable(Math.max(pool * usersPerConnection, concurrent), mostUsers, 'users at once');
  return scriptGuard({
    facts,
    context,
    load,
    why: `A pool runs dry only while more requests hold a connection than it has (${pool}); staging never has so many at once. So this is a load of more users than connections, who do not pause, for five minutes: requests may queue, but they must neither fail nor wait for longer than the limit.`,
    assumed: [...(facts.poolSize.known ? [] : [`the size of the pool is not known: ${usualPool}`]), ...users.assumed],
    dimensions: ['resources', 'latency', 'errors'],
    settings: { users: users.value, pause: 0.05, duration: '5m' },
    body: constantUsersText,
  });
}
