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
  // What Slack does not show yet is kept, however old.
  `DELETE FROM slack_threads WHERE id IN (SELECT id FROM slack_threads AS thread
     WHERE NOT is_open AND is_routed AND changed_at < $1::timestamptz - interval '30 days'
       AND NOT EXISTS (SELECT FROM slack_messages AS message JOIN slack_parts AS part ON part.id = message.part
                       WHERE part.thread = thread.id AND NOT message.is_settled) LIMIT $2) RETURNING 1`,
];

/** Forgets what was done with long ago; gives the number of rows that are gone. */
export async function prune(store: Querying, now: Date): Promise<number> {
  let gone = 0;
  for (const statement of outdated) {
    let count = most;
    while (count === most) {
      count = (await store.query(statement, [now, most])).length;
      gone += count;
    }
  }
  return gone;
}
