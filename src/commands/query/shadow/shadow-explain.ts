import { dirname } from 'node:path';
import { UsageError } from '../../../model/usage-error.ts';
import { finishBase, loadBase } from '../../../plan-shadow/shadow/build-shadow.ts';
import { type Planned, planQueries, type Query } from '../../../plan-shadow/shadow/plan-queries.ts';
import type { Shadow } from '../../../plan-shadow/shadow/shadow.ts';
import { knownOf } from '../../../plan-shadow/vouch/known-of.ts';
import { type Vouched, vouch } from '../../../plan-shadow/vouch/vouch.ts';
import { limitsOf } from './limits-of.ts';
import { programsFor, type ServerChoice, withShadow } from './open.ts';
import { readProduction } from './production.ts';
import { queriesIn } from './read-side.ts';
import { productionDatabase } from './shadow-build.ts';
import { sqlFiles } from './sql-files.ts';

export interface ShadowExplainRequest extends ServerChoice {
  readonly profile: string;
  readonly schema: string;
  /** Files or folders of queries. */
  readonly queries: readonly string[];
  readonly searchPath: readonly string[];
}

/** A query as production would run it. */
export type Explained =
  | {
      readonly ok: true;
      readonly query: Query;
      /** PostgreSQL's own text form. */
      readonly text: string;
      readonly plan: unknown;
      /** Whether production would take the same steps, as far as can be said. */
      readonly vouched: Vouched;
    }
  | { readonly ok: false; readonly query: Query; readonly message: string };

export interface ShadowExplained {
  readonly queries: readonly Explained[];
  readonly limits: readonly string[];
  /** Indexes of the schema that production lacks. */
  readonly missingIndexes: readonly string[];
}

/** The queries of files; a file without any is a mistake of whoever named it. */
export async function readQueries(paths: readonly string[]): Promise<readonly Query[]> {
  const queries: Query[] = [];
  for (const path of paths) {
    const found = queriesIn(await sqlFiles(path, dirname(path)));
    if (found.length === 0)
      throw new UsageError('invalid-option', `${path}: no SELECT, INSERT, UPDATE, DELETE or MERGE in it`);
    queries.push(...found);
  }
  return queries;
}

function explained(planned: Planned, known: Parameters<typeof vouch>[1]): Explained {
  if (!planned.ok) return planned;
  return { ...planned, text: planned.text ?? '', vouched: vouch(planned.plan, known) };
}

async function explainIn(shadow: Shadow, request: ShadowExplainRequest): Promise<ShadowExplained> {
  const queries = await readQueries(request.queries);
  const schema = await sqlFiles(request.schema, dirname(request.schema));
  const base = await loadBase(shadow, { name: productionDatabase, schema });
  const database = await finishBase(shadow, base);
  const options = { database: database.name, searchPath: request.searchPath, withText: true };
  const planned = await planQueries(shadow, options, queries);
  const known = knownOf(shadow.catalogue, database.targets);
  return {
    queries: planned.map((one) => explained(one, known)),
    limits: limitsOf(shadow, base),
    missingIndexes: base.missingIndexes.map(({ table, name }) => `${table}.${name}`),
  };
}

/** Plans queries as production would, in a shadow that is gone afterwards. */
export async function shadowExplain(
  request: ShadowExplainRequest,
): Promise<({ readonly ok: true } & ShadowExplained) | { readonly ok: false; readonly message: string }> {
  const { catalogue } = await readProduction(request.profile);
  const found = await programsFor(catalogue, request);
  if (!found.ok) return found;
  return withShadow(found.programs, catalogue, async (shadow) => ({ ok: true, ...(await explainIn(shadow, request)) }));
}
