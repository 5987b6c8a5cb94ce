import { z } from 'zod';
import { defaultPullRequests, PullRequestPolicy, type ValidationPlan } from '../../src/config/validation-schema.ts';
import type { Querying } from './database.ts';

/** The plan as it is kept: durations are seconds already. */
const StoredPlan = z.object({
  workflow: z.string(),
  run: z.enum(['workflow_dispatch', 'here']),
  schedule: z.array(z.object({ cron: z.string(), timezone: z.string(), jitter: z.number() })),
  // An earlier version kept none.
  pullRequests: PullRequestPolicy.default(defaultPullRequests),
}) satisfies z.ZodType<ValidationPlan>;

/** A repository on which the App is installed. */
export interface KeptRepository {
  /** "owner/name" */
  readonly name: string;
  readonly installationId: number;
  readonly plan: ValidationPlan;
  /** All slots up to this one are settled. */
  readonly settledAt: Date;
}

export interface ReadRepository {
  readonly name: string;
  readonly installationId: number;
  /** Null where the configuration cannot be used: what held before still holds. */
  readonly plan: ValidationPlan | null;
  /** Why the configuration cannot be used. */
  readonly problem: string | null;
  readonly now: Date;
}

interface Row {
  readonly name: string;
  readonly installation_id: string;
  readonly plan: string;
  readonly settled_at: Date;
}

function read({ name, installation_id: installation, plan, settled_at: settled }: Row): KeptRepository {
  return {
    name,
    installationId: Number(installation),
    plan: StoredPlan.parse(JSON.parse(plan)),
    settledAt: new Date(settled),
  };
}

const columns = 'name, installation_id::text AS installation_id, plan, settled_at';

/** Keeps what a repository’s configuration says; slots before it is known for the first time are nobody’s business. */
export async function keepRepository(
  store: Querying,
  { name, installationId, plan, problem, now }: ReadRepository,
  fallback: ValidationPlan,
): Promise<void> {
  await store.query(
    `INSERT INTO repositories (name, installation_id, plan, problem, settled_at, refreshed_at)
     VALUES ($1, $2, coalesce($3, $6), $4, $5, $5)
     ON CONFLICT (name) DO UPDATE SET installation_id = excluded.installation_id,
       plan = coalesce($3, repositories.plan), problem = excluded.problem, refreshed_at = excluded.refreshed_at`,
    [name, installationId, plan === null ? null : JSON.stringify(plan), problem, now, JSON.stringify(fallback)],
  );
}

/** A repository as it is kept; null where it is not known. Names differ in nothing but case. */
export async function findRepository(store: Querying, name: string): Promise<KeptRepository | null> {
  const rows = await store.query<Row>(`SELECT ${columns} FROM repositories WHERE lower(name) = lower($1)`, [name]);
  return rows.map(read)[0] ?? null;
}

/** Every repository that the bot knows. */
export async function listRepositories(store: Querying): Promise<KeptRepository[]> {
  return (await store.query<Row>(`SELECT ${columns} FROM repositories ORDER BY name`)).map(read);
}

/** Forgets those from which the App was taken away: all but the ones that were seen since. */
export async function forgetRepositories(store: Querying, seenSince: Date): Promise<void> {
  await store.query('DELETE FROM repositories WHERE refreshed_at < $1', [seenSince]);
}

/** Notes that all slots up to an instant are settled. */
export async function settleSlots(store: Querying, name: string, until: Date): Promise<void> {
  await store.query('UPDATE repositories SET settled_at = $2 WHERE name = $1', [name, until]);
}
