import { type Question, Verdict } from '../../src/model/verdict.ts';
import type { Querying } from './database.ts';

/** A verdict as it was received. */
export interface KeptVerdict {
  readonly id: string;
  readonly verdict: Verdict;
  readonly link: string | null;
  readonly generatedAt: Date;
  /** Scheduled validations that never ran and that this one makes up for. */
  readonly missed: number;
}

export interface NewVerdict {
  readonly repository: string;
  readonly verdict: Verdict;
  readonly runId: number | null;
  /** Page of the run. */
  readonly link: string | null;
  /** Scheduled validations that it makes up for. */
  readonly missed?: number;
}

interface Row {
  readonly id: string;
  readonly report: string;
  readonly link: string | null;
  readonly generated_at: Date;
  readonly missed: number | null;
}

/** A report that an older version wrote in another shape counts as none. */
function read({ id, report, link, generated_at: generatedAt, missed }: Row): KeptVerdict[] {
  const verdict = Verdict.safeParse(JSON.parse(report)).data;
  return verdict === undefined ? [] : [{ id, verdict, link, generatedAt: new Date(generatedAt), missed: missed ?? 0 }];
}

/** Keeps a verdict; a run has one, that of its newest attempt. @returns its id; null where it was known */
export async function keepVerdict(
  store: Querying,
  { repository, verdict, runId, link, missed }: NewVerdict,
): Promise<string | null> {
  const { service, release } = verdict.subject;
  const rows = await store.query<{ id: string }>(
    `INSERT INTO validations (repository, service, question, decision, sha, run_id, link, generated_at, report, missed, digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (repository, run_id, service, question) DO UPDATE
       SET decision = excluded.decision, sha = excluded.sha, link = excluded.link, generated_at = excluded.generated_at,
         report = excluded.report, digest = excluded.digest
       WHERE validations.generated_at < excluded.generated_at
     RETURNING id`,
    [
      repository,
      service,
      verdict.question,
      verdict.decision,
      release?.sha ?? null,
      runId,
      link,
      verdict.generatedAt,
      JSON.stringify(verdict),
      missed ?? null,
      release?.digest ?? null,
    ],
  );
  return rows[0]?.id ?? null;
}

/** The newest fidelity verdict of a repository; null where there is none. */
export async function newestValidation(store: Querying, repository: string): Promise<KeptVerdict | null> {
  const rows = await store.query<Row>(
    `SELECT id, report, link, generated_at, missed FROM validations
     WHERE repository = $1 AND question = 'fidelity' ORDER BY generated_at DESC LIMIT 1`,
    [repository],
  );
  return rows.flatMap(read)[0] ?? null;
}

/** When the newest fidelity verdict of a repository was made that came to a conclusion; null where none did. */
export async function newestConclusion(store: Querying, repository: string): Promise<Date | null> {
  const [row] = await store.query<{ generated_at: Date }>(
    `SELECT generated_at FROM validations
     WHERE repository = $1 AND question = 'fidelity' AND decision <> 'inconclusive' ORDER BY generated_at DESC LIMIT 1`,
    [repository],
  );
  return row === undefined ? null : new Date(row.generated_at);
}

/** So many runs tell whether a difference lasts, and how it went. */
const historyRuns = 20;

/** The fidelity verdicts of a service, newest first. */
export async function validationHistory(
  store: Querying,
  { repository, service }: { readonly repository: string; readonly service: string },
): Promise<KeptVerdict[]> {
  const rows = await store.query<Row>(
    `SELECT id, report, link, generated_at, missed FROM validations
     WHERE repository = $1 AND service = $2 AND question = 'fidelity' ORDER BY generated_at DESC LIMIT ${historyRuns}`,
    [repository, service],
  );
  return rows.flatMap(read);
}

/** The newest release verdict about a commit; null where there is none. */
export async function releaseVerdict(store: Querying, repository: string, sha: string): Promise<KeptVerdict | null> {
  const rows = await store.query<Row>(
    `SELECT id, report, link, generated_at, missed FROM validations
     WHERE repository = $1 AND question = 'release' AND sha = $2 ORDER BY generated_at DESC LIMIT 1`,
    [repository, sha],
  );
  return rows.flatMap(read)[0] ?? null;
}

/** The newest report of every service and question. */
export async function newestReports(store: Querying, repository: string): Promise<KeptVerdict[]> {
  const rows = await store.query<Row>(
    `SELECT DISTINCT ON (service, question) id, report, link, generated_at, missed FROM validations
     WHERE repository = $1 ORDER BY service, question, generated_at DESC`,
    [repository],
  );
  return rows.flatMap(read);
}

/** The newest verdict about a service that answers a question, of one commit only where it is given; null where there is none. */
export async function newestAnswer(
  store: Querying,
  wanted: {
    readonly repository: string;
    readonly service: string;
    readonly question: Question;
    readonly sha: string | null;
  },
): Promise<KeptVerdict | null> {
  const rows = await store.query<Row>(
    `SELECT id, report, link, generated_at, missed FROM validations
     WHERE repository = $1 AND service = $2 AND question = $3 AND ($4::text IS NULL OR sha = $4)
     ORDER BY generated_at DESC LIMIT 1`,
    [wanted.repository, wanted.service, wanted.question, wanted.sha],
  );
  return rows.flatMap(read)[0] ?? null;
}

/**
 * Commits that trusted reports about a service say an image was built of, each once; nobody else’s word counts for that.
 *
 * An image that was built of several commits, byte by byte the same, is all of them.
 */
export async function shasOfDigest(
  store: Querying,
  { repository, service, digest }: { readonly repository: string; readonly service: string; readonly digest: string },
): Promise<string[]> {
  const rows = await store.query<{ sha: string }>(
    `SELECT DISTINCT sha FROM validations
     WHERE lower(repository) = lower($1) AND service = $2 AND digest = $3 AND sha IS NOT NULL ORDER BY sha`,
    [repository, service, digest],
  );
  return rows.map(({ sha }) => sha);
}

/** The newest verdict about the same as a verdict: its service, and its build where it is not a validation; null where there is none. */
export async function newestVerdict(
  store: Querying,
  { repository, verdict: { subject, question } }: Pick<NewVerdict, 'repository' | 'verdict'>,
): Promise<KeptVerdict | null> {
  const sha = question === 'fidelity' ? null : (subject.release?.sha ?? null);
  return newestAnswer(store, { repository, service: subject.service, question, sha });
}
