import { dirname } from 'node:path';
import type { Plan } from '../../../model/plan.ts';
import { PostgresPlan } from '../../../model/plan.ts';
import type { DataCatalogue } from '../../../model/sections/data.ts';
import { fingerprintOf, shapeOf } from '../../../plan-shadow/plan/shape.ts';
import { finishBase, loadBase, type ShadowDatabase } from '../../../plan-shadow/shadow/build-shadow.ts';
import type { Target } from '../../../plan-shadow/shadow/find-targets.ts';
import { planQueries, type Query } from '../../../plan-shadow/shadow/plan-queries.ts';
import { resize } from '../../../plan-shadow/shadow/resize.ts';
import type { Shadow } from '../../../plan-shadow/shadow/shadow.ts';
import { qualified } from '../../../plan-shadow/statistics/known-relations.ts';
import type { Known } from '../../../plan-shadow/vouch/known.ts';
import { knownOf } from '../../../plan-shadow/vouch/known-of.ts';
import { planFacts } from '../../../plan-shadow/vouch/plan-facts.ts';
import { vouch } from '../../../plan-shadow/vouch/vouch.ts';
import { findFlips, type Probe } from '../../../plan-shadow/why/find-flips.ts';
import { rowsBetween } from '../../../plan-shadow/why/rows-between.ts';
import { type Sized, story } from '../../../plan-shadow/why/story.ts';
import { programsFor, withShadow } from './open.ts';
import { readProduction } from './production.ts';
import { productionDatabase } from './shadow-build.ts';
import { readQueries, type ShadowExplainRequest } from './shadow-explain.ts';
import { sqlFiles } from './sql-files.ts';

export interface QueryWhyRequest extends ShadowExplainRequest {
  /** Staging's profile, whose sizes are the smaller ones; undefined: a thousand rows. */
  readonly staging: string | undefined;
}

/** Why a query is planned otherwise where there are more rows, in words. */
export type Why =
  | { readonly ok: true; readonly query: string; readonly words: string; readonly flipsAt: readonly number[] }
  | { readonly ok: false; readonly query: string; readonly message: string };

const smallest = 1000;
/** Four parts, and within a fiftieth of the whole way: 1.3 million is then known to some 15 % between 12,000 and 14 million. */
const search = { parts: 4, resolution: 0.02 };

/** A table of the query with its sizes on both sides. */
interface Grown {
  readonly target: Target;
  readonly from: number;
  readonly to: number;
}

function grownTables(targets: readonly Target[], used: ReadonlySet<string>, staging: DataCatalogue | null): Grown[] {
  const small = new Map(staging?.tables.map((table) => [qualified(table), table.rows]) ?? []);
  return targets.flatMap((target) => {
    const { relation, known } = target;
    if (known.isIndex || known.rows === null || relation.path === null || !used.has(qualified(relation))) return [];
    const least = small.get(qualified(known)) ?? Math.min(smallest, known.rows);
    return [{ target, from: least, to: known.rows }];
  });
}

/** A shadow in which one query is asked at many sizes. */
interface Asking {
  readonly shadow: Shadow;
  readonly database: ShadowDatabase;
  readonly known: Known;
  readonly query: Query;
  readonly searchPath: readonly string[];
}

/** @throws Error where there is no plan, or none that production would make */
async function planned({ shadow, database, known, query, searchPath }: Asking): Promise<{ plan: Plan; raw: unknown }> {
  const [answer] = await planQueries(shadow, { database: database.name, searchPath }, [query]);
  if (answer?.ok !== true) throw new Error(answer?.message ?? 'no answer');
  const vouched = vouch(answer.plan, known);
  if (!vouched.ok) throw new Error(`${vouched.reason}: ${vouched.message}`);
  const [first] = Array.isArray(answer.plan) ? answer.plan : [];
  return { plan: PostgresPlan.parse(first), raw: answer.plan };
}

async function growthOf(asking: Asking, staging: DataCatalogue | null): Promise<Why> {
  const { shadow, database, query } = asking;
  const full = await planned(asking);
  const used = new Set([...planFacts(full.raw).tables.values()].map(qualified));
  const grown = grownTables(database.targets, used, staging);
  const largest = grown.toSorted((one, other) => other.to - one.to)[0];
  if (largest === undefined)
    return { ok: false, query: query.name, message: 'it reads no table whose size production knows' };
  const probe = async (at: number): Promise<Probe<Sized>> => {
    const sizes = new Map(grown.map(({ target, ...ends }) => [target.relation.oid, rowsBetween(ends, at)]));
    await resize(shadow, { database: database.name, targets: database.targets }, sizes);
    const { plan } = await planned(asking);
    return { at, key: fingerprintOf(shapeOf(plan.root)), value: { plan, rows: rowsBetween(largest, at) } };
  };
  const ends: Sized[] = [];
  const flips = await findFlips(async (at) => {
    const found = await probe(at);
    if (at === 0 || at === 1) ends.push(found.value);
    return found;
  }, search);
  await resize(
    shadow,
    { database: database.name, targets: database.targets },
    new Map(grown.map(({ target, to }) => [target.relation.oid, to])),
  );
  const [from, to] = ends;
  if (from === undefined || to === undefined) throw new Error('both ends are always asked');
  const smaller = staging === null ? null : 'staging';
  const words = story({ query: query.name, table: largest.target.relation.name, from, to, flips, smaller });
  return { ok: true, query: query.name, words, flipsAt: flips.map(({ before }) => before.value.rows) };
}

async function whyIn(shadow: Shadow, request: QueryWhyRequest): Promise<readonly Why[]> {
  const queries = await readQueries(request.queries);
  const staging = request.staging === undefined ? null : (await readProduction(request.staging)).catalogue;
  const base = await loadBase(shadow, {
    name: productionDatabase,
    schema: await sqlFiles(request.schema, dirname(request.schema)),
  });
  const database = await finishBase(shadow, base);
  const known = knownOf(shadow.catalogue, database.targets);
  const answers: Why[] = [];
  for (const query of queries) {
    request.progress(`planning ${query.name} at many sizes`);
    try {
      answers.push(await growthOf({ shadow, database, known, query, searchPath: request.searchPath }, staging));
    } catch (error) {
      answers.push({ ok: false, query: query.name, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return answers;
}

/** Says at which sizes of its tables a query is planned otherwise, between staging's and production's. */
export async function queryWhy(
  request: QueryWhyRequest,
): Promise<{ readonly ok: true; readonly answers: readonly Why[] } | { readonly ok: false; readonly message: string }> {
  const { catalogue } = await readProduction(request.profile);
  const found = await programsFor(catalogue, request);
  if (!found.ok) return found;
  return withShadow(found.programs, catalogue, async (shadow) => ({
    ok: true,
    answers: await whyIn(shadow, request),
  }));
}
