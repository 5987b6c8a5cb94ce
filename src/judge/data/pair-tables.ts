import type { Table } from '../../model/sections/data/table.ts';
import type { DataCatalogue } from '../../model/sections/data.ts';
import type { Comparison } from '../comparison.ts';

/** A table as one side has it; `rows` of a partitioned one are those of its parts. */
export interface SideTable {
  readonly table: Table;
  readonly rows: number | null;
}

/** The same table on both sides. */
export interface TablePair {
  /** "orders" in the schema public, else "shop.orders". */
  readonly name: string;
  readonly reference: SideTable;
  /** Null where the candidate lacks it. */
  readonly candidate: SideTable | null;
}

/** Both catalogues, and their tables by pairs. */
export interface DataPair {
  readonly reference: DataCatalogue;
  readonly candidate: DataCatalogue;
  readonly tables: readonly TablePair[];
  /** Parts of partitioned tables that both sides have, which may have indexes of their own. */
  readonly parts: readonly TablePair[];
}

const keyOf = ({ schema, name }: { schema: string; name: string }) => JSON.stringify([schema, name]);

/** How a table is called in findings. */
export function tableName({ schema, name }: { schema: string; name: string }): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}

/** Rows of the parts of a table, of theirs, and so on; null where none of them was counted. */
function rowsOf(table: Table, parts: ReadonlyMap<string, readonly Table[]>): number | null {
  if (table.kind !== 'partitioned') return table.rows;
  const counted = (parts.get(keyOf(table)) ?? []).flatMap((part) => rowsOf(part, parts) ?? []);
  return counted.length === 0 ? table.rows : counted.reduce((sum, rows) => sum + rows, 0);
}

/** Tables of a side by name; a part of a table is not judged on its own. */
function wholeTables({ tables }: DataCatalogue): Map<string, SideTable> {
  const parts = Map.groupBy(tables, ({ parent }) => (parent === null ? '' : keyOf(parent)));
  const whole = tables.filter(({ parent }) => parent === null);
  return new Map(whole.map((table) => [keyOf(table), { table, rows: rowsOf(table, parts) }]));
}

function isIgnored(name: string, table: Table, ignored: readonly string[]): boolean {
  const names = [name, `${table.schema}.${table.name}`];
  return ignored.some((pattern) => {
    const escaped = pattern.split('*').map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
    const wanted = new RegExp(`^${escaped.join('.*')}$`, 's');
    return names.some((one) => wanted.test(one));
  });
}

function pairParts(left: DataCatalogue, right: DataCatalogue): TablePair[] {
  const parts = ({ tables }: DataCatalogue) => tables.filter(({ parent }) => parent !== null);
  const others = new Map(parts(right).map((table) => [keyOf(table), table]));
  return parts(left).flatMap((table) => {
    const other = others.get(keyOf(table));
    if (other === undefined) return [];
    const reference = { table, rows: table.rows };
    return [{ name: tableName(table), reference, candidate: { table: other, rows: other.rows } }];
  });
}

/** Pairs the tables of both sides by their names; null where a side has no catalogue. */
export function pairTables({ reference, candidate, policy }: Comparison): DataPair | null {
  const [left, right] = [reference.catalogues?.data, candidate.catalogues?.data];
  if (left === undefined || right === undefined) return null;
  const others = wholeTables(right);
  const tables = [...wholeTables(left)].flatMap(([key, own]) => {
    const name = tableName(own.table);
    if (own.table.kind === 'foreign' || isIgnored(name, own.table, policy.ignoredTables)) return [];
    return [{ name, reference: own, candidate: others.get(key) ?? null }];
  });
  return { reference: left, candidate: right, tables, parts: pairParts(left, right) };
}
