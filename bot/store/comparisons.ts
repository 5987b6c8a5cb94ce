import type { Querying } from './database.ts';

/** Two profiles that were compared. */
export interface Pair {
  readonly reference: string;
  readonly candidate: string;
}

/** Whether a pair of profiles was compared already. */
export async function isCompared(store: Querying, { reference, candidate }: Pair): Promise<boolean> {
  const rows = await store.query('SELECT verdict FROM comparisons WHERE reference = $1 AND candidate = $2', [
    reference,
    candidate,
  ]);
  return rows.length > 0;
}

/** Notes which verdict came of a pair; a pair has one. */
export async function noteComparison(store: Querying, { reference, candidate }: Pair, verdict: string): Promise<void> {
  await store.query('INSERT INTO comparisons (reference, candidate, verdict) VALUES ($1, $2, $3)', [
    reference,
    candidate,
    verdict,
  ]);
}

/** A report as it was kept, with the repository that it belongs to. */
export interface KeptReport {
  readonly repository: string;
  /** JSON */
  readonly report: string;
}

/** Finds the report of a verdict by its own id, or by that of a profile: then the newest that was made with it. */
export async function findReport(store: Querying, id: string): Promise<KeptReport | null> {
  const rows = await store.query<KeptReport>(
    `SELECT repository, report FROM validations
     WHERE id = $1 OR id IN (SELECT verdict FROM comparisons WHERE reference = $1 OR candidate = $1)
     ORDER BY (id = $1) DESC, generated_at DESC LIMIT 1`,
    [id],
  );
  return rows[0] ?? null;
}
