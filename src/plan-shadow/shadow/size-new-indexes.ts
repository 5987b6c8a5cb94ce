import { PostgresPlan } from '../../model/plan.ts';
import { quoteName } from '../sql/quote.ts';
import { indexPages } from '../statistics/index-pages.ts';
import type { KnownRelation } from '../statistics/known-relations.ts';
import type { Target } from './find-targets.ts';
import { type Inflated, inflate } from './inflate.ts';
import { planQueries } from './plan-queries.ts';
import type { ShadowRelation } from './read-relations.ts';
import type { Shadow } from './shadow.ts';

/** Width and number of values of an expression, of which nothing is known. */
const unknownColumn = { width: 16, distinctShare: -0.5 };

interface NewIndex {
  readonly index: ShadowRelation;
  readonly table: Target;
}

function distinctOf(known: KnownRelation, position: number, rows: number): number {
  const statistics = known.columns.find((column) => column.position === position)?.statistics[0];
  const distinct = statistics?.distinct ?? unknownColumn.distinctShare;
  return distinct < 0 ? -distinct * rows : distinct === 0 ? rows : distinct;
}

function widthOf(known: KnownRelation, position: number): number {
  const statistics = known.columns.find((column) => column.position === position)?.statistics[0];
  return statistics?.averageWidth ?? unknownColumn.width;
}

/** Bytes of the indexed values of one row. */
export function keyWidthOf(index: Pick<ShadowRelation, 'keys'>, table: KnownRelation): number {
  return index.keys.reduce((sum, key) => sum + widthOf(table, key), 0);
}

/** Rows that a partial index holds, as the planner itself expects them; all rows of the table where it cannot say. */
async function rowsWithin(shadow: Shadow, database: string, { index, table }: NewIndex): Promise<number> {
  const rows = table.known.rows ?? 0;
  if (index.predicate === null) return rows;
  const from = `${quoteName(table.relation.schema)}.${quoteName(table.relation.name)}`;
  const sql = `SELECT 1 FROM ${from} WHERE ${index.predicate}`;
  const [planned] = await planQueries(shadow, { database, searchPath: ['public'] }, [{ name: index.name, sql }]);
  const plan = planned?.ok === true ? PostgresPlan.safeParse(firstOf(planned.plan)) : null;
  return plan?.success === true ? (plan.data.root.rows ?? rows) : rows;
}

const firstOf = (plan: unknown): unknown => (Array.isArray(plan) ? plan[0] : null);

/**
 * Gives indexes that production does not have yet the size that they would have there.
 *
 * @returns their names
 */
export async function sizeNewIndexes(
  shadow: Shadow,
  database: string,
  { targets, relations }: { readonly targets: readonly Target[]; readonly relations: readonly ShadowRelation[] },
): Promise<readonly string[]> {
  const sized = new Set(targets.map(({ relation }) => relation.oid));
  const tables = new Map(targets.map((target) => [target.relation.oid, target]));
  const fresh = relations.filter((one) => one.table !== null && one.path !== null && !sized.has(one.oid));
  const files: Inflated[] = [];
  for (const index of fresh) {
    const table = tables.get(index.table ?? '');
    if (table === undefined || index.path === null || table.known.rows === null) continue;
    const rows = await rowsWithin(shadow, database, { index, table });
    const distinct = index.keys.reduce((product, key) => product * distinctOf(table.known, key, rows), 1);
    const width = keyWidthOf(index, table.known);
    const contents = { method: index.method ?? '', rows, width, distinct, pageBytes: 8192 };
    const keyWidth = index.method === 'btree' ? width : null;
    files.push({ path: index.path, pages: indexPages({ ...contents, tablePages: table.known.pages }), keyWidth });
  }
  await inflate(shadow, files);
  return fresh.map(({ name }) => name);
}
