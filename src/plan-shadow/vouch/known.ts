import type { Column } from '../../model/sections/data/column.ts';
import type { JointStatistics } from '../statistics/joint-statistics.ts';
import type { Comparison } from './comparison.ts';

/** What is known of the relations of a shadow. */
export interface Known {
  /** Columns by their names in the shadow, by the table’s schema and name (`qualified`); only those that production has. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, Column>>;
  /** Tables whose statistics production did not show. */
  readonly hidden: ReadonlySet<string>;
  /** Conditions of partial indexes, by index name, with the table. */
  readonly predicates: ReadonlyMap<string, { readonly table: string; readonly predicate: string }>;
  /** Columns whose values, or other statistics of their type, are not in the shadow, by table. */
  readonly unwritten: ReadonlyMap<string, ReadonlySet<string>>;
  /** What production keeps of columns together or of expressions, and no shadow has. */
  readonly joint: readonly (JointStatistics & { readonly table: string })[];
}

/** A column of a table that a comparison or a group refers to; null where production has no such column. */
export interface Used {
  readonly table: string;
  readonly name: string;
  readonly column: Column | null;
}

/** A comparison, or an expression that is grouped by. */
export interface Compared {
  readonly comparison: Comparison;
  readonly used: readonly Used[];
}
