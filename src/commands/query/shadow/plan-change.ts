import { UsageError } from '../../../model/usage-error.ts';
import {
  finishDatabase,
  loadBase,
  type ShadowBase,
  type ShadowDatabase,
} from '../../../plan-shadow/shadow/build-shadow.ts';
import { type Planned, planQueries, type Query } from '../../../plan-shadow/shadow/plan-queries.ts';
import type { MissingIndex } from '../../../plan-shadow/shadow/reconcile-indexes.ts';
import type { Shadow, SqlFile } from '../../../plan-shadow/shadow/shadow.ts';
import { limitsOf } from './limits-of.ts';
import { productionStatements } from './production-statements.ts';
import type { SqlSide } from './read-side.ts';

/** One side's queries as production would plan them. */
export interface PlannedSide {
  readonly database: ShadowDatabase;
  readonly planned: readonly Planned[];
}

/** A change, planned on both sides of it. */
export interface PlannedChange {
  readonly base: PlannedSide;
  readonly head: PlannedSide;
  /** Queries of the head that the base does not have. */
  readonly added: ReadonlySet<string>;
  /** Indexes that the schema has, production lacks and the change does not make; with the queries that would use them. */
  readonly missing: readonly (MissingIndex & { readonly wantedBy: readonly string[] })[];
  readonly limits: readonly string[];
  /** How the change was found: by its migrations, by another schema, or by queries alone. */
  readonly by: 'migrations' | 'schema' | 'queries';
}

interface Change {
  readonly base: SqlSide;
  readonly head: SqlSide;
  readonly searchPath: readonly string[];
}

const allText = (files: readonly SqlFile[]) => files.map(({ text }) => text).join('\n');

/** Migrations that only the head has; one that was changed afterwards would not run again in production. */
function newMigrations({ base, head }: Change): readonly SqlFile[] {
  const before = new Map(base.migrations.map(({ name, text }) => [name, text]));
  const changed = head.migrations.filter(({ name, text }) => before.has(name) && before.get(name) !== text);
  if (changed.length > 0) {
    const names = changed.map(({ name }) => name).join(', ');
    throw new UsageError('sql-refused', `${names}: changed after it was merged; production will not run it again`);
  }
  return head.migrations.filter(({ name }) => !before.has(name));
}

const schemaOf = ({ schema, migrations }: SqlSide) => (schema.length > 0 ? schema : migrations);

/** Queries by name; what production runs comes to both sides. */
function withProduction(shadow: Shadow, queries: readonly Query[]): readonly Query[] {
  const all = [...queries, ...productionStatements(shadow.catalogue)];
  return [...new Map(all.toReversed().map((query) => [query.name, query])).values()].toReversed();
}

/** Which of the missing indexes plans would use, had production them. */
async function wantedBy(
  shadow: Shadow,
  start: ShadowBase,
  {
    migrations,
    queries,
    searchPath,
  }: { migrations: readonly SqlFile[]; queries: readonly Query[]; searchPath: readonly string[] },
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (start.missingIndexes.length === 0) return new Map();
  const text = start.missingIndexes.map(({ definition }) => `${definition};`).join('\n');
  const added = [...migrations, { name: 'indexes of the schema', text }];
  const database = await finishDatabase(shadow, start, { name: 'declared', migrations: added });
  const planned = await planQueries(shadow, { database: database.name, searchPath }, queries);
  return new Map(
    start.missingIndexes.map(({ name }) => [
      name,
      planned.flatMap((one) => (one.ok && usesIndex(one.plan, name) ? [one.query.name] : [])),
    ]),
  );
}

function usesIndex(plan: unknown, name: string): boolean {
  if (Array.isArray(plan)) return plan.some((one) => usesIndex(one, name));
  if (typeof plan !== 'object' || plan === null) return false;
  return Object.entries(plan).some(([key, value]) => (key === 'Index Name' ? value === name : usesIndex(value, name)));
}

/** Plans the queries of a change as production would before and after it. */
export async function planChange(shadow: Shadow, change: Change): Promise<PlannedChange> {
  const { searchPath } = change;
  const migrations = newMigrations(change);
  const base = await loadBase(shadow, { name: 'base', schema: schemaOf(change.base) });
  const isOther = migrations.length === 0 && allText(schemaOf(change.base)) !== allText(schemaOf(change.head));
  const start = isOther
    ? await loadBase(shadow, { name: 'changed', schema: schemaOf(change.head), before: base })
    : base;
  const before = await finishDatabase(shadow, base, { name: 'before', migrations: [] });
  const after = await finishDatabase(shadow, start, { name: 'after', migrations });
  const [old, now] = [withProduction(shadow, change.base.queries), withProduction(shadow, change.head.queries)];
  const known = new Set(old.map(({ name }) => name));
  const wanted = await wantedBy(shadow, start, { migrations, queries: now, searchPath });
  const plan = (database: ShadowDatabase, queries: readonly Query[]) =>
    planQueries(shadow, { database: database.name, searchPath }, queries);
  return {
    base: { database: before, planned: await plan(before, old) },
    head: { database: after, planned: await plan(after, now) },
    added: new Set(now.map(({ name }) => name).filter((name) => !known.has(name))),
    missing: start.missingIndexes.map((index) => ({ ...index, wantedBy: wanted.get(index.name) ?? [] })),
    limits: limitsOf(shadow, base),
    by: migrations.length > 0 ? 'migrations' : isOther ? 'schema' : 'queries',
  };
}
