import type { Querying } from './database.ts';

/** An open pull request of a configuration repository. */
export interface KeptGatePull {
  readonly id: string;
  /** "owner/name" */
  readonly repository: string;
  readonly number: number;
  readonly installationId: number;
  readonly headSha: string;
  /** When this head was asked about first. */
  readonly askedAt: Date;
  readonly dueAt: Date;
  /** What its check says, so that nothing is written that it says already. */
  readonly said: string;
}

const columns = `id, repository, number, installation_id::float8 AS "installationId", head_sha AS "headSha",
  asked_at AS "askedAt", due_at AS "dueAt", said`;

/** Both kinds of store give dates as dates; the embedded one may give them as text. */
const read = (row: KeptGatePull): KeptGatePull => ({
  ...row,
  askedAt: new Date(row.askedAt),
  dueAt: new Date(row.dueAt),
});

/** Keeps a pull request; a new head is a new question. */
export async function keepGatePull(
  store: Querying,
  pull: Pick<KeptGatePull, 'repository' | 'number' | 'installationId' | 'headSha' | 'askedAt'>,
): Promise<KeptGatePull> {
  const { repository, number, installationId, headSha, askedAt } = pull;
  const rows = await store.query<KeptGatePull>(
    `INSERT INTO gate_pulls (repository, number, installation_id, head_sha, asked_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $5::timestamptz + interval '1 minute')
     ON CONFLICT (repository, number) DO UPDATE SET
       installation_id = excluded.installation_id,
       asked_at = CASE WHEN gate_pulls.head_sha = excluded.head_sha THEN gate_pulls.asked_at ELSE excluded.asked_at END,
       said = CASE WHEN gate_pulls.head_sha = excluded.head_sha THEN gate_pulls.said ELSE '' END,
       head_sha = excluded.head_sha, due_at = excluded.due_at
     RETURNING ${columns}`,
    [repository, number, installationId, headSha, askedAt],
  );
  const [kept] = rows.map(read);
  if (kept === undefined) throw new Error('the store kept no pull request');
  return kept;
}

/** Reads a pull request; null where it is not kept (any more). */
export async function findGatePull(store: Querying, id: string): Promise<KeptGatePull | null> {
  return (
    (await store.query<KeptGatePull>(`SELECT ${columns} FROM gate_pulls WHERE id = $1`, [id])).map(read)[0] ?? null
  );
}

/** The same by its number. */
export async function findGatePullOf(
  store: Querying,
  { repository, number }: Pick<KeptGatePull, 'repository' | 'number'>,
): Promise<KeptGatePull | null> {
  const sql = `SELECT ${columns} FROM gate_pulls WHERE repository = $1 AND number = $2`;
  return (await store.query<KeptGatePull>(sql, [repository, number])).map(read)[0] ?? null;
}

/** Those whose head is a commit. */
export async function gatePullsAt(
  store: Querying,
  { repository, headSha }: Pick<KeptGatePull, 'repository' | 'headSha'>,
): Promise<KeptGatePull[]> {
  const sql = `SELECT ${columns} FROM gate_pulls WHERE repository = $1 AND head_sha = $2`;
  return (await store.query<KeptGatePull>(sql, [repository, headSha])).map(read);
}

/** Those that are to be judged again. */
export async function dueGatePulls(store: Querying, now: Date): Promise<KeptGatePull[]> {
  const sql = `SELECT ${columns} FROM gate_pulls WHERE due_at <= $1 ORDER BY due_at LIMIT 100`;
  return (await store.query<KeptGatePull>(sql, [now])).map(read);
}

/** Notes what was said of a pull request, whose images they are, and when it is judged again. */
export async function noteGatePull(
  store: Querying,
  { id, headSha }: Pick<KeptGatePull, 'id' | 'headSha'>,
  note: { readonly dueAt: Date; readonly said?: string; readonly applications?: readonly string[] },
): Promise<void> {
  const applications = note.applications?.map((name) => name.toLowerCase());
  await store.query(
    `UPDATE gate_pulls SET due_at = $3, said = coalesce($4, said), applications = coalesce($5, applications)
     WHERE id = $1 AND head_sha = $2`,
    [id, headSha, note.dueAt, note.said ?? null, applications === undefined ? null : JSON.stringify(applications)],
  );
}

/** Lets the pull requests that deploy an application be judged again at once: something has changed. */
export async function hastenGatePulls(
  store: Querying,
  { application, now }: { readonly application: string; readonly now: Date },
): Promise<void> {
  await store.query('UPDATE gate_pulls SET due_at = $2 WHERE applications::jsonb @> to_jsonb(ARRAY[$1::text])', [
    application.toLowerCase(),
    now,
  ]);
}

/** Forgets a pull request that is closed. */
export async function forgetGatePull(
  store: Querying,
  { repository, number }: Pick<KeptGatePull, 'repository' | 'number'>,
): Promise<void> {
  await store.query('DELETE FROM gate_pulls WHERE repository = $1 AND number = $2', [repository, number]);
}
