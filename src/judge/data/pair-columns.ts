import { type ValueFamily, valueFamily } from '../../data/value-family.ts';
import type { Column } from '../../model/sections/data/column.ts';
import type { Statement } from '../../model/sections/data/server.ts';
import type { Statistics } from '../../model/sections/data/statistics.ts';
import type { DataComparison } from './data-comparison.ts';
import type { SideTable, TablePair } from './pair-tables.ts';

/** A column of one side, with what the planner knows of its values. */
export interface SideColumn {
  readonly column: Column;
  readonly statistics: Statistics;
  /** Rows with a value that ANALYZE looked at: 300 for each step of the statistics target, or all. */
  readonly sample: number;
  /** Rows that ANALYZE looked at, nulls too. */
  readonly read: number;
  readonly rows: number;
}

/** The same column on both sides, where both have statistics of it. */
export interface ColumnPair {
  /** "orders.status" */
  readonly name: string;
  readonly table: TablePair;
  readonly family: ValueFamily;
  readonly reference: SideColumn;
  readonly candidate: SideColumn;
  /** Statements that filter, join or sort by it. */
  readonly statements: readonly Statement[];
  /** A statement or an index uses it, so that its values decide over plans. */
  readonly isUsed: boolean;
  readonly role: 'key' | 'reference' | 'value';
}

const rowsPerTarget = 300;

/** Of a partitioned table the planner takes the statistics of all parts together. */
function statisticsOf({ table }: SideTable, column: Column): Statistics | undefined {
  const wanted = table.kind === 'partitioned';
  return column.statistics.find(({ inherited }) => inherited === wanted) ?? column.statistics[0];
}

function sideOf(side: SideTable, column: Column): SideColumn | null {
  const statistics = statisticsOf(side, column);
  if (statistics === undefined || side.rows === null) return null;
  const read = Math.min(side.rows, rowsPerTarget * Math.max(1, column.statisticsTarget));
  return { column, statistics, rows: side.rows, read, sample: read * (1 - statistics.nullShare) };
}

/** A number that only counts rows says nothing by its size; one that points at another table says where in it. */
function roleOf({ table }: SideTable, column: Column): ColumnPair['role'] {
  if (table.foreignKeys.some(({ columns }) => columns.length === 1 && columns[0] === column.name)) return 'reference';
  const isAlone = ({ columns }: { columns: readonly (string | null)[] }) =>
    columns.length === 1 && columns[0] === column.name;
  const isUnique = table.indexes.some((index) => index.unique && index.predicate === null && isAlone(index));
  return isUnique || column.generated === 'identity' || column.generated === 'serial' ? 'key' : 'value';
}

function isIndexed({ table }: SideTable, column: string): boolean {
  const isNamed = (predicate: string | null) => predicate?.match(/"(?:[^"]|"")+"|\w+/g)?.includes(column) ?? false;
  return table.indexes.some(({ columns, predicate }) => columns.includes(column) || isNamed(predicate));
}

const isEnum = ({ pair }: DataComparison, type: string) => {
  const bare = type.replace(/\[\]$/, '');
  return pair.reference.enums.some(({ schema, name }) => bare === name || bare === `${schema}.${name}`);
};

/** Pairs the columns of a pair of tables; those that only one side knows statistics of are left out. */
export function pairColumns(data: DataComparison, pair: TablePair): ColumnPair[] {
  const { reference, candidate } = pair;
  if (candidate === null) return [];
  const others = new Map(candidate.table.columns.map((column) => [column.name, column]));
  return reference.table.columns.flatMap((column) => {
    const other = others.get(column.name);
    const [left, right] = [sideOf(reference, column), other === undefined ? null : sideOf(candidate, other)];
    if (left === null || right === null) return [];
    const statements = data.usage.ofColumn(reference.table.name, column.name);
    return [
      {
        name: `${pair.name}.${column.name}`,
        table: pair,
        family: valueFamily(column.type, isEnum(data, column.type)),
        reference: left,
        candidate: right,
        statements,
        isUsed: statements.length > 0 || isIndexed(reference, column.name),
        role: roleOf(reference, column),
      },
    ];
  });
}
