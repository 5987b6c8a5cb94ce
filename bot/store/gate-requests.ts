import type { Querying } from './database.ts';

/** `gone`: the run does not wait any more: it was cancelled, or somebody else let it in. */
export type GateRequestState = 'waiting' | 'approved' | 'rejected' | 'gone';

/** A run that waits at the door of an environment. */
export interface KeptGateRequest {
  readonly id: string;
  /** "owner/name" */
  readonly repository: string;
  readonly installationId: number;
  readonly runId: number;
  readonly environment: string;
  /** The commit that the event named; null where it named none. */
  readonly sha: string | null;
  readonly askedAt: Date;
  readonly state: GateRequestState;
  readonly dueAt: Date;
  /** Status reports so far. */
  readonly reports: number;
  /** Attempts in a row that went wrong. */
  readonly failures: number;
  /** The last report. */
  readonly said: string;
}

export type NewGateRequest = Pick<
  KeptGateRequest,
  'repository' | 'installationId' | 'runId' | 'environment' | 'sha' | 'askedAt'
>;

const columns = `id, repository, installation_id::float8 AS "installationId", run_id::float8 AS "runId", environment, sha,
  asked_at AS "askedAt", state, due_at AS "dueAt", reports, failures, said`;

/** Both kinds of store give dates as dates; the embedded one may give them as text. */
const read = (row: KeptGateRequest): KeptGateRequest => ({
  ...row,
  askedAt: new Date(row.askedAt),
  dueAt: new Date(row.dueAt),
});

/**
 * Keeps a request. A second event about one that still waits changes nothing; after an answer it is a new attempt of the same run.
 */
export async function keepGateRequest(store: Querying, given: NewGateRequest): Promise<KeptGateRequest> {
  const { repository, installationId, runId, environment, sha, askedAt } = given;
  const rows = await store.query<KeptGateRequest>(
    `INSERT INTO gate_requests (repository, installation_id, run_id, environment, sha, asked_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6::timestamptz + interval '1 minute')
     ON CONFLICT (repository, run_id, environment) DO UPDATE SET
       installation_id = excluded.installation_id,
       sha = CASE WHEN gate_requests.state = 'waiting' THEN gate_requests.sha ELSE excluded.sha END,
       asked_at = CASE WHEN gate_requests.state = 'waiting' THEN gate_requests.asked_at ELSE excluded.asked_at END,
       reports = CASE WHEN gate_requests.state = 'waiting' THEN gate_requests.reports ELSE 0 END,
       said = CASE WHEN gate_requests.state = 'waiting' THEN gate_requests.said ELSE '' END,
       failures = 0, due_at = excluded.due_at, state = 'waiting'
     RETURNING ${columns}`,
    [repository, installationId, runId, environment, sha, askedAt],
  );
  const [kept] = rows.map(read);
  if (kept === undefined) throw new Error('the store kept no gate request');
  return kept;
}

/** Reads a request; null where there is none. */
export async function findGateRequest(store: Querying, id: string): Promise<KeptGateRequest | null> {
  const rows = await store.query<KeptGateRequest>(`SELECT ${columns} FROM gate_requests WHERE id = $1`, [id]);
  return rows.map(read)[0] ?? null;
}

/** Requests that are to be asked about again, those that waited longest first. */
export async function dueGateRequests(store: Querying, now: Date): Promise<KeptGateRequest[]> {
  const rows = await store.query<KeptGateRequest>(
    `SELECT ${columns} FROM gate_requests WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT 100`,
    [now],
  );
  return rows.map(read);
}

/** Lets everything that waits at an environment (null: at any) be asked about again at once: something has changed. */
export async function hastenGateRequests(
  store: Querying,
  {
    repository,
    environment,
    now,
  }: { readonly repository: string; readonly environment: string | null; readonly now: Date },
): Promise<void> {
  await store.query(
    `UPDATE gate_requests SET due_at = $3
     WHERE repository = $1 AND ($2::text IS NULL OR environment = $2) AND state = 'waiting'`,
    [repository, environment, now],
  );
}

type Note = Partial<Pick<KeptGateRequest, 'state' | 'dueAt' | 'reports' | 'failures' | 'said'>> & {
  /** The decision with its reasons, as JSON. */
  readonly answer?: string;
};

/** Notes how a request stands. */
export async function noteGateRequest(store: Querying, id: string, note: Note): Promise<void> {
  await store.query(
    `UPDATE gate_requests SET state = coalesce($2, state), due_at = coalesce($3, due_at), reports = coalesce($4, reports),
       failures = coalesce($5, failures), said = coalesce($6, said), answer = coalesce($7, answer) WHERE id = $1`,
    [
      id,
      note.state ?? null,
      note.dueAt ?? null,
      note.reports ?? null,
      note.failures ?? null,
      note.said ?? null,
      note.answer ?? null,
    ],
  );
}

/** Runs that wait at an environment, those that waited longest first. */
export async function waitingAt(
  store: Querying,
  { repository, environment }: { readonly repository: string; readonly environment: string },
): Promise<KeptGateRequest[]> {
  const rows = await store.query<KeptGateRequest>(
    `SELECT ${columns} FROM gate_requests
     WHERE repository = $1 AND environment = $2 AND state = 'waiting' AND sha IS NOT NULL ORDER BY asked_at`,
    [repository, environment],
  );
  return rows.map(read);
}
