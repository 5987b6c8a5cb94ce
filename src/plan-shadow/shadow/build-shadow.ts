import type { DataCatalogue } from '../../model/sections/data.ts';
import { withClient } from '../server/connect.ts';
import type { Allowance } from '../server/guard.ts';
import type { ThrowAwayServer } from '../server/throw-away-server.ts';
import { knownRelations, qualified } from '../statistics/known-relations.ts';
import { copyDatabase, createDatabase } from './create-database.ts';
import { filesOf } from './files-of.ts';
import { findTargets, type Identities, identify, type Target } from './find-targets.ts';
import { inflate } from './inflate.ts';
import { loadSql, wantedExtensions } from './load-sql.ts';
import { applySettings, prepareRoles } from './prepare-roles.ts';
import { readRelations } from './read-relations.ts';
import { type MissingIndex, reconcileIndexes } from './reconcile-indexes.ts';
import { reconcileStatistics } from './reconcile-statistics.ts';
import type { Shadow, SqlFile } from './shadow.ts';
import { sizeNewIndexes } from './size-new-indexes.ts';
import { writeExtended } from './write-extended.ts';
import { writeSizes, writeStatistics } from './write-statistics.ts';

/** What strangers' SQL may use: a schema of thousands of statements loads in seconds. */
export const usualAllowance: Allowance = { seconds: 10, totalSeconds: 120, diskBytes: 512 * 1024 ** 2 };

/** A database of the shadow that plans as production does. */
export interface ShadowDatabase {
  readonly name: string;
  readonly targets: readonly Target[];
  /** Indexes that production does not have yet, with an estimated size. */
  readonly newIndexes: readonly string[];
}

/** The database that holds production as it is, before anything is changed in it. */
export interface ShadowBase {
  readonly name: string;
  readonly identities: Identities;
  /** Indexes of the schema that production lacks; they are not in the shadow either. */
  readonly missingIndexes: readonly MissingIndex[];
  /** "schema.table" of production that the schema does not make. */
  readonly missingTables: readonly string[];
  /** Indexes that the schema makes, by schema and name (`qualified`). */
  readonly ownIndexes: ReadonlySet<string>;
  /** What the schema makes by CREATE STATISTICS, likewise. */
  readonly ownStatistics: ReadonlySet<string>;
}

/** Makes a server ready: its roles, and production's settings of the planner. */
export async function openShadow(
  server: ThrowAwayServer,
  catalogue: DataCatalogue,
  allowance: Allowance = usualAllowance,
): Promise<Shadow> {
  const roles = await prepareRoles(server);
  const notes = new Set<string>();
  for (const name of await applySettings(server, catalogue.server.settings))
    notes.add(`setting ${name} of production is not known to this server`);
  return { server, catalogue, ...roles, allowance, notes };
}

/**
 * Loads a schema into a database of its own, with the indexes that production really has. Sizes and statistics come later.
 *
 * @param before the schema before a change: what the change adds and drops is left as the new schema has it
 */
export async function loadBase(
  shadow: Shadow,
  {
    name,
    schema,
    before,
  }: { readonly name: string; readonly schema: readonly SqlFile[]; readonly before?: ShadowBase },
): Promise<ShadowBase> {
  await createDatabase(shadow, name, wantedExtensions(schema));
  await loadSql(shadow, name, schema);
  const own = await withClient(shadow.server, { database: name }, readRelations);
  const ownIndexes = new Set(own.filter(({ table }) => table !== null).map(qualified));
  const change = before && {
    added: ownIndexes.difference(before.ownIndexes),
    dropped: before.ownIndexes.difference(ownIndexes),
  };
  const missingIndexes = await reconcileIndexes(shadow, name, change);
  const ownStatistics = await reconcileStatistics(shadow, name, before?.ownStatistics ?? new Set());
  const relations = await withClient(shadow.server, { database: name }, readRelations);
  const present = new Set(relations.map(qualified));
  const missingTables = knownRelations(shadow.catalogue)
    .filter((known) => !known.isIndex && !present.has(qualified(known)))
    .map(({ schema: within, name: table }) => `${within}.${table}`);
  const identities = identify(shadow.catalogue, relations);
  return { name, identities, missingIndexes, missingTables, ownIndexes, ownStatistics };
}

/**
 * Gives everything in a database its production size and statistics.
 *
 * Of a base itself it makes what plans as production does, where nothing is changed and no second database is wanted.
 */
export async function finishBase(
  shadow: Shadow,
  { name, identities }: Pick<ShadowBase, 'name' | 'identities'>,
): Promise<ShadowDatabase> {
  const relations = await withClient(shadow.server, { database: name }, readRelations);
  const targets = findTargets(identities, relations);
  await writeStatistics(shadow, name, targets);
  await writeExtended(shadow, name);
  await writeSizes(shadow, name, targets);
  await inflate(shadow, filesOf(targets, targets));
  const newIndexes = await sizeNewIndexes(shadow, name, { targets, relations });
  await shadow.server.restart();
  return { name, targets, newIndexes };
}

/**
 * Makes a copy of a base, changes it by migrations and gives everything its production size and statistics.
 *
 * Statistics come last: whatever a migration does to a table, its columns are found again by their numbers, also renamed ones.
 */
export async function finishDatabase(
  shadow: Shadow,
  base: ShadowBase,
  change: { readonly name: string; readonly migrations: readonly SqlFile[] },
): Promise<ShadowDatabase> {
  const { name, migrations } = change;
  await copyDatabase(shadow, base.name, name);
  await loadSql(shadow, name, migrations);
  return finishBase(shadow, { name, identities: base.identities });
}
