import type { SlackMessage } from '../../src/report/slack/message.ts';
import type { Notice } from '../slack/notice.ts';
import type { Database, Querying } from './database.ts';

/** PostgreSQL keeps no NUL in a text. */
const written = (message: SlackMessage) => JSON.stringify(message).replaceAll('\\u0000', '');

/** Opens the topic’s thread, or brings the open one up to date; null where nothing is open, and nothing to be opened. */
async function keepThread(store: Querying, notice: Notice): Promise<string | null> {
  const { repository, installation, topic, event, environment, severity, phase } = notice;
  const values = [repository, installation, topic, event, environment, severity];
  const changes = `installation = $2, event = $4, environment = $5, severity = $6, changed_at = now(), is_routed = false,
    attempts = 0, next_at = now()`;
  const [thread] =
    phase === 'opens'
      ? await store.query<{ id: string }>(
          `INSERT INTO slack_threads (repository, installation, topic, event, environment, severity, changed_at, next_at)
           VALUES ($1, $2, $3, $4, $5, $6, now(), now())
           ON CONFLICT (repository, topic) WHERE is_open DO UPDATE SET ${changes}, opens = true RETURNING id::text`,
          values,
        )
      : await store.query<{ id: string }>(
          `UPDATE slack_threads SET ${changes}, opens = opens AND $7, is_open = $7
           WHERE repository = $1 AND topic = $3 AND is_open RETURNING id::text`,
          [...values, phase === 'updates'],
        );
  return thread?.id ?? null;
}

/**
 * Keeps what Slack is to show, in one transaction.
 *
 * The first message gets another revision only where it changes; a reply of a key that is known already stays as it was.
 */
export async function keepNotice(database: Database, notice: Notice): Promise<void> {
  await database.transaction(async (transaction) => {
    const thread = await keepThread(transaction, notice);
    if (thread === null) return;
    await transaction.query(
      `INSERT INTO slack_parts (thread, part, body, wanted_at) VALUES ($1, '', $2, now())
       ON CONFLICT (thread, part) DO UPDATE SET body = EXCLUDED.body, revision = slack_parts.revision + 1, wanted_at = now()
         WHERE slack_parts.body <> EXCLUDED.body`,
      [thread, written(notice.message)],
    );
    await transaction.query(
      `UPDATE slack_messages SET is_settled = false FROM slack_parts
       WHERE slack_parts.thread = $1 AND slack_messages.part = slack_parts.id
         AND slack_parts.revision > greatest(shown_revision, given_up_revision)`,
      [thread],
    );
    if (notice.reply === undefined) return;
    await transaction.query(
      `INSERT INTO slack_parts (thread, part, body, wanted_at) VALUES ($1, $2, $3, now()) ON CONFLICT DO NOTHING`,
      [thread, `reply/${notice.reply.key}`, written(notice.reply.message)],
    );
  });
}

/** A thread of which it is not yet known who is told. */
export interface UnroutedThread {
  readonly id: string;
  readonly repository: string;
  readonly installation: number;
  readonly event: Notice['event'];
  readonly environment: string | null;
  readonly severity: Notice['severity'];
  readonly opens: boolean;
  readonly attempts: number;
}

/** Takes a thread to be routed; another replica leaves it alone for a minute. */
export async function claimThread(store: Querying): Promise<UnroutedThread | null> {
  const [thread] = await store.query<UnroutedThread>(
    `UPDATE slack_threads SET attempts = attempts + 1, next_at = now() + interval '1 minute'
     WHERE id = (SELECT id FROM slack_threads WHERE NOT is_routed AND next_at <= now() ORDER BY next_at, id LIMIT 1
                 FOR UPDATE SKIP LOCKED)
     RETURNING id::text, repository, installation::float8 AS installation, event, environment, severity, opens, attempts`,
  );
  return thread ?? null;
}

/** Notes in which channels a thread is shown: these, where it may open there, and those where it is shown already. */
export async function routeThread(
  database: Database,
  { id, attempts }: UnroutedThread,
  channels: readonly string[],
): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query(
      `INSERT INTO slack_messages (part, channel, next_at)
       SELECT own.id, wanted.channel, now() FROM slack_parts own,
         (SELECT unnest($2::text[]) AS channel UNION
          SELECT m.channel FROM slack_messages m JOIN slack_parts p ON p.id = m.part WHERE p.thread = $1) AS wanted
       WHERE own.thread = $1 ORDER BY own.id
       ON CONFLICT (part, channel) DO NOTHING`,
      [id, channels],
    );
    // Not where it changed in the meantime: that starts the attempts again.
    await transaction.query('UPDATE slack_threads SET is_routed = true WHERE id = $1 AND attempts = $2', [
      id,
      attempts,
    ]);
  });
}

/** A thread that cannot be routed now is tried again after so many seconds; given up where that is null. */
export async function postponeThread(
  store: Querying,
  { id, attempts }: UnroutedThread,
  delay: number | null,
): Promise<void> {
  await store.query(
    'UPDATE slack_threads SET next_at = now() + make_interval(secs => coalesce($3::float8, 0)), is_routed = ($3::float8 IS NULL) WHERE id = $1 AND attempts = $2',
    [id, attempts, delay],
  );
}
