import type { Database, Querying } from './database.ts';

/** A message that Slack does not yet show as it should. */
export interface PendingMessage {
  readonly id: string;
  readonly repository: string;
  readonly channel: string;
  /** By which it is found again in Slack. */
  readonly mark: string;
  /** Its place in Slack; null where it is not there, as far as is known. */
  readonly ts: string | null;
  /** Place of the first message of its thread; null where it is that itself. */
  readonly threadTs: string | null;
  readonly isReply: boolean;
  readonly body: string;
  readonly revision: number;
  /** For how many seconds Slack should have shown this. */
  readonly age: number;
  readonly attempts: number;
  /** Since when it may be in Slack without our knowing: an earlier attempt got no answer. */
  readonly postingAt: Date | null;
}

type Row = Omit<PendingMessage, 'postingAt'> & { readonly postingAt: Date | string | null };

/** A reply waits for the first message of its thread, or until it is given up with it. */
const pending = `
  SELECT m.id::text, t.repository, m.channel, m.mark::text, m.ts, CASE WHEN p.part <> '' THEN first.ts END AS "threadTs",
    p.part <> '' AS "isReply", p.body, p.revision, extract(epoch FROM now() - p.wanted_at)::float8 AS age, m.attempts, m.posting_at AS "postingAt"
  FROM slack_messages m JOIN slack_parts p ON p.id = m.part JOIN slack_threads t ON t.id = p.thread
    LEFT JOIN LATERAL (
      SELECT fm.ts FROM slack_messages fm JOIN slack_parts fp ON fp.id = fm.part
      WHERE fp.thread = p.thread AND fp.part = '' AND fm.channel = m.channel) first ON true
  WHERE NOT m.is_settled AND m.next_at <= now() AND (m.claimed_until IS NULL OR m.claimed_until < now())
    AND (p.part = '' OR first.ts IS NOT NULL OR p.wanted_at < now() - make_interval(secs => $1))
  ORDER BY m.next_at, m.id LIMIT 1 FOR UPDATE OF m SKIP LOCKED`;

/**
 * Takes a message to be shown; other replicas leave it alone for a minute, which no attempt takes.
 *
 * @param tooOld what is older, in seconds, is taken even where it can no longer be shown, to be given up
 */
export async function claimMessage(database: Database, tooOld: number): Promise<PendingMessage | null> {
  return database.transaction(async (transaction) => {
    const [row] = await transaction.query<Row>(pending, [tooOld]);
    if (row === undefined) return null;
    await transaction.query(
      `UPDATE slack_messages SET claimed_until = now() + interval '1 minute',
         posting_at = CASE WHEN ts IS NULL THEN coalesce(posting_at, now()) END WHERE id = $1`,
      [row.id],
    );
    return { ...row, postingAt: row.postingAt === null ? null : new Date(row.postingAt) };
  });
}

/** Its last revision is done with, unless another is wanted by now. */
const settled = `is_settled = NOT EXISTS (SELECT FROM slack_parts WHERE id = slack_messages.part AND revision > $2)`;

/** Notes where a message is shown, and which revision of it. */
export async function noteShown(store: Querying, { id, revision }: PendingMessage, ts: string): Promise<void> {
  await store.query(
    `UPDATE slack_messages SET ts = $3, shown_revision = $2, attempts = 0, next_at = now(), claimed_until = NULL,
       posting_at = NULL, ${settled} WHERE id = $1`,
    [id, revision, ts],
  );
}

/** Notes where a message was found that an earlier attempt had posted; what it says may be older. */
export async function noteFound(store: Querying, { id }: PendingMessage, ts: string): Promise<void> {
  await store.query('UPDATE slack_messages SET ts = $2, posting_at = NULL WHERE id = $1', [id, ts]);
}

/** Notes that an attempt failed, the next one to be made after so many seconds. @param isUnposted whether Slack surely did not take it */
export async function noteFailed(
  store: Querying,
  { id }: PendingMessage,
  { delay, isUnposted }: { readonly delay: number; readonly isUnposted: boolean },
): Promise<void> {
  await store.query(
    `UPDATE slack_messages SET attempts = attempts + 1, next_at = now() + make_interval(secs => $2), claimed_until = NULL,
       posting_at = CASE WHEN $3 THEN NULL ELSE posting_at END WHERE id = $1`,
    [id, delay, isUnposted],
  );
}

/** Notes that a revision of a message is given up; the next one is tried again. */
export async function noteGivenUp(
  store: Querying,
  { id, revision }: PendingMessage,
  { isUnposted }: { readonly isUnposted: boolean },
): Promise<void> {
  await store.query(
    `UPDATE slack_messages SET given_up_revision = $2, attempts = 0, claimed_until = NULL, ${settled},
       posting_at = CASE WHEN $3 THEN NULL ELSE posting_at END WHERE id = $1`,
    [id, revision, isUnposted],
  );
}

/** Number of messages that Slack does not yet show as it should. */
export async function countPendingMessages(store: Querying): Promise<number> {
  const [row] = await store.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM slack_messages WHERE NOT is_settled',
  );
  return row?.count ?? 0;
}
