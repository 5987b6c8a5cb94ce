import type { Querying } from './database.ts';

/** So many rows at a time: nobody waits long for the store, least of all for the embedded one. */
const most = 500;

/** What nobody asks for any more, and after how many days. */
const outdated = [
  // GitHub delivers again for three days; the payloads are what is large.
  `DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries
     WHERE state = 'done' AND finished_at < $1::timestamptz - interval '30 days' LIMIT $2) RETURNING 1`,
  // What was given up is looked at by people.
  `DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries
     WHERE state = 'dead' AND received_at < $1::timestamptz - interval '90 days' LIMIT $2) RETURNING 1`,
  // Until then a late word is told that it is late, and not that nothing waits.
  `DELETE FROM confirmations WHERE code IN (SELECT code FROM confirmations
     WHERE expires_at < $1::timestamptz - interval '7 days' LIMIT $2) RETURNING 1`,
  // Raw evidence is of no use to anybody after a month; verdicts are kept for auditors, for thirteen.
  `DELETE FROM profiles WHERE id IN (SELECT id FROM profiles
     WHERE received_at < $1::timestamptz - interval '30 days' LIMIT $2) RETURNING 1`,
  `DELETE FROM validations WHERE id IN (SELECT id FROM validations
     WHERE received_at < $1::timestamptz - interval '13 months' LIMIT $2) RETURNING 1`,
  `DELETE FROM comparisons WHERE (reference, candidate) IN (SELECT reference, candidate FROM comparisons
     WHERE NOT EXISTS (SELECT FROM validations WHERE validations.id = comparisons.verdict)
       AND $1::timestamptz IS NOT NULL LIMIT $2) RETURNING 1`,
  `DELETE FROM gate_overrides WHERE id IN (SELECT id FROM gate_overrides
     WHERE granted_at < $1::timestamptz - interval '13 months' LIMIT $2) RETURNING 1`,
  // GitHub lets a run wait for 30 days at most.
  `DELETE FROM gate_requests WHERE id IN (SELECT id FROM gate_requests
     WHERE state <> 'waiting' AND asked_at < $1::timestamptz - interval '90 days' LIMIT $2) RETURNING 1`,
  `DELETE FROM schedule_slots WHERE (repository, slot) IN (SELECT repository, slot FROM schedule_slots
     WHERE state NOT IN ('running', 'dispatched') AND slot < $1::timestamptz - interval '90 days' LIMIT $2) RETURNING 1`,
  `DELETE FROM commands WHERE sequence IN (SELECT sequence FROM commands
     WHERE given_at < $1::timestamptz - interval '2 days' LIMIT $2) RETURNING 1`,
  // What Slack does not show yet is kept, however old.
  `DELETE FROM slack_threads WHERE id IN (SELECT id FROM slack_threads AS thread
     WHERE NOT is_open AND is_routed AND changed_at < $1::timestamptz - interval '30 days'
       AND NOT EXISTS (SELECT FROM slack_messages AS message JOIN slack_parts AS part ON part.id = message.part
                       WHERE part.thread = thread.id AND NOT message.is_settled) LIMIT $2) RETURNING 1`,
];

/**
 * Forgets what was done with long ago; gives the number of rows that are gone.
 *
 * @param now where this clock is ahead of the store’s, the store’s counts: a wrong clock must not forget what is young
 */
export async function prune(store: Querying, now: Date): Promise<number> {
  const [row] = await store.query<{ at: Date }>('SELECT least($1::timestamptz, now()) AS at', [now]);
  const at = new Date(row?.at ?? now);
  let gone = 0;
  for (const statement of outdated) {
    let count = most;
    while (count === most) {
      count = (await store.query(statement, [at, most])).length;
      gone += count;
    }
  }
  return gone;
}
