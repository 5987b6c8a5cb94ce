import type { IncidentFacts } from '../../incident-facts.ts';
import { drivable, mostUsers } from '../drivable.ts';
import type { Guard, GuardContext } from '../guard.ts';
import { loadOf } from '../load-of.ts';
import { scriptGuard } from '../script-guard.ts';
import { burstText } from '../scripts/burst-text.ts';

const usualUsers = 100;
/** An answer from an empty cache may take this many times as long for everybody as for one user alone. */
const factor = 3;
/** Entries that live for longer are not waited for: a run has no hours, and k6 gives `setup` ten minutes. */
const longestWait = 60;

/** Thundering herd: the cache is emptied, and everybody asks for the same entry in the same moment. */
export function thunderingHerdGuard(facts: IncidentFacts, context: GuardContext): Guard {
  const load = loadOf(facts, context);
  const asked = facts.concurrency.known ? facts.concurrency.value : null;
  const lives = facts.ttl.known ? facts.ttl.value : 0;
  const ttl = lives <= longestWait ? lives : 0;
  const users = drivable(asked ?? usualUsers, mostUsers, 'users at once');
  return scriptGuard({
    facts,
    context,
    // The limit follows from what one user alone waits for an empty cache.
    load: facts.latency.known ? load : { ...load, limit: 100, assumedLimit: [] },
    why: `A cache that is warm hides what happens when it is not, and an even load never asks for one entry twice in the same moment. So the cache is emptied, and then everybody asks for the same entry at once, again and again. One fill must serve all of them: an answer may take at most ${factor} times as long as for one user alone.`,
    assumed: [
      ...(asked === null ? [`how many ask at once is not known: ${usualUsers}`] : []),
      ...users.assumed,
      ttl > 0 ? '"flush" is faster than to wait for old entries' : `"flush" must say how staging's cache is emptied`,
    ],
    dimensions: ['traffic', 'latency'],
    settings: {
      users: users.value,
      timeout: '30s',
      flush: null,
      ttl,
      every: Math.max(10, ttl + 1),
      lead: 0.3,
      factor,
      duration: '5m',
    },
    body: burstText,
    run: ['  "flush" is a request such as { "method": "POST", "path": "/cache/flush", "body": null }'],
  });
}
