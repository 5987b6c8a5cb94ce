import type { Querying } from './database.ts';

/** `running` here, or `dispatched` to GitHub, until it is `done`, `failed`, or `skipped` because another was under way. */
export type SlotState = 'running' | 'dispatched' | 'done' | 'failed' | 'skipped';

/** One slot of a repository’s schedule. */
export interface SlotKey {
  readonly repository: string;
  readonly slot: Date;
}

export interface KeptSlot {
  readonly slot: Date;
  readonly state: SlotState;
  readonly startedAt: Date;
  readonly runId: number | null;
}

interface Row {
  readonly slot: Date;
  readonly state: SlotState;
  readonly started_at: Date;
  readonly run_id: string | null;
}

const columns = 'slot, state, started_at, run_id::text AS run_id';

function read({ slot, state, started_at: started, run_id: run }: Row): KeptSlot {
  return { slot: new Date(slot), state, startedAt: new Date(started), runId: run === null ? null : Number(run) };
}

/**
 * Notes that a slot begins.
 *
 * @returns the slot as it was before: an earlier attempt began it; null where this is the first
 */
export async function beginSlot(
  store: Querying,
  { repository, slot }: SlotKey,
  { missed, now }: { readonly missed: number; readonly now: Date },
): Promise<KeptSlot | null> {
  const begun = await store.query(
    `INSERT INTO schedule_slots (repository, slot, state, missed, started_at) VALUES ($1, $2, 'running', $3, $4)
     ON CONFLICT (repository, slot) DO NOTHING RETURNING slot`,
    [repository, slot, missed, now],
  );
  if (begun.length > 0) return null;
  const rows = await store.query<Row>(`SELECT ${columns} FROM schedule_slots WHERE repository = $1 AND slot = $2`, [
    repository,
    slot,
  ]);
  return rows.map(read)[0] ?? null;
}

/** Other slots of the repository that have begun and not ended, newest first. */
export async function unfinishedSlots(store: Querying, { repository, slot }: SlotKey): Promise<KeptSlot[]> {
  const rows = await store.query<Row>(
    `SELECT ${columns} FROM schedule_slots
     WHERE repository = $1 AND slot <> $2 AND state IN ('running', 'dispatched') ORDER BY slot DESC`,
    [repository, slot],
  );
  return rows.map(read);
}

/** Whether another validation of the repository was begun after the instant of this one, and came to something. */
export async function wasValidatedSince(store: Querying, { repository, slot }: SlotKey): Promise<boolean> {
  const rows = await store.query(
    `SELECT 1 FROM schedule_slots
     WHERE repository = $1 AND slot <> $2 AND started_at > $2 AND state IN ('running', 'dispatched', 'done') LIMIT 1`,
    [repository, slot],
  );
  return rows.length > 0;
}

/** Notes what became of a slot. */
export async function noteSlot(
  store: Querying,
  { repository, slot }: SlotKey,
  given: { readonly state: SlotState; readonly note?: string; readonly runId?: number; readonly now: Date },
): Promise<void> {
  await store.query(
    `UPDATE schedule_slots SET state = $3, note = $4, run_id = coalesce($5, run_id),
       finished_at = CASE WHEN $3 IN ('running', 'dispatched') THEN NULL ELSE $6::timestamptz END
     WHERE repository = $1 AND slot = $2`,
    [repository, slot, given.state, given.note?.slice(0, 2000) ?? null, given.runId ?? null, given.now],
  );
}

/**
 * Notes that GitHub has finished the run that a slot had started.
 *
 * @returns how many missed slots it made up for; 0 also where no slot had started it
 */
export async function finishRun(
  store: Querying,
  { repository, runId, now }: { readonly repository: string; readonly runId: number; readonly now: Date },
): Promise<number> {
  const rows = await store.query<{ missed: number }>(
    `UPDATE schedule_slots SET state = 'done', finished_at = coalesce(finished_at, $3)
     WHERE repository = $1 AND run_id = $2 AND state IN ('dispatched', 'done') RETURNING missed`,
    [repository, runId, now],
  );
  return rows[0]?.missed ?? 0;
}
