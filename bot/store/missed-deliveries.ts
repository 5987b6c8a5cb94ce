import type { Querying } from './database.ts';

/** A delivery that GitHub says it could not bring here. */
export interface MissedDelivery {
  /** `X-GitHub-Delivery`, the same for every attempt. */
  readonly id: string;
  /** GitHub’s number of the attempt that failed; a text, because it may be larger than JavaScript’s whole numbers. */
  readonly attempt: string;
  readonly failedAt: Date;
}

/** So often GitHub is asked for the same delivery: after 0, 5, 10, 20 … minutes, for about ten hours in all. */
export const mostAsks = 8;
/** GitHub delivers nothing again that is older than three days. */
const keptDays = 4;

/** Notes failed attempts; one that failed again after it was asked for is due later each time. */
export async function noteMissed(store: Querying, missed: readonly MissedDelivery[]): Promise<void> {
  await store.query(
    `INSERT INTO missed_deliveries (id, attempt, failed_at, ask_at)
     SELECT id, attempt, failed_at, now() FROM unnest($1::text[], $2::bigint[], $3::timestamptz[])
       AS given (id, attempt, failed_at)
     ON CONFLICT (id) DO UPDATE SET attempt = excluded.attempt, failed_at = excluded.failed_at,
       ask_at = now() + make_interval(mins => 5 * (2 ^ (missed_deliveries.asks - 1))::integer)
       WHERE missed_deliveries.failed_at < excluded.failed_at
         AND missed_deliveries.attempt <> excluded.attempt AND missed_deliveries.ask_at IS NULL`,
    [missed.map(({ id }) => id), missed.map(({ attempt }) => attempt), missed.map(({ failedAt }) => failedAt)],
  );
}

/** The missed deliveries that are to be asked for now, oldest first; none that came in another way meanwhile. */
export async function dueMissed(store: Querying, limit: number): Promise<Omit<MissedDelivery, 'failedAt'>[]> {
  return store.query(
    `SELECT id, attempt::text FROM missed_deliveries AS missed
     WHERE ask_at <= now() AND asks < $1
       AND NOT EXISTS (SELECT FROM deliveries WHERE deliveries.id = missed.id AND state <> 'dead')
     ORDER BY failed_at LIMIT $2`,
    [mostAsks, limit],
  );
}

/** Notes that GitHub was asked for a delivery: not again, unless that fails too. */
export async function noteAsked(store: Querying, id: string): Promise<void> {
  await store.query('UPDATE missed_deliveries SET asks = asks + 1, ask_at = NULL WHERE id = $1', [id]);
}

/** GitHub could not be asked for a delivery: later again, later each time. */
export async function postponeAsk(store: Querying, id: string): Promise<void> {
  await store.query(
    `UPDATE missed_deliveries SET asks = asks + 1, ask_at = now() + make_interval(mins => 5 * (2 ^ asks)::integer)
     WHERE id = $1`,
    [id],
  );
}

/** Forgets what GitHub would not deliver again in any case. */
export async function forgetMissed(store: Querying): Promise<void> {
  await store.query('DELETE FROM missed_deliveries WHERE failed_at < now() - make_interval(days => $1)', [keptDays]);
}

/** When GitHub was last asked for failed deliveries; null before the first time. */
export async function lastLook(store: Querying): Promise<Date | null> {
  const [row] = await store.query<{ looked_at: Date }>('SELECT looked_at FROM sweeps');
  return row === undefined ? null : new Date(row.looked_at);
}

export async function noteLook(store: Querying, at: Date): Promise<void> {
  await store.query(
    'INSERT INTO sweeps (looked_at) VALUES ($1) ON CONFLICT (one) DO UPDATE SET looked_at = excluded.looked_at',
    [at],
  );
}
