import { ColumnRow, columnsQuery } from './queries/columns-query.ts';
import { ConstraintRow, constraintsQuery } from './queries/constraints-query.ts';
import { IndexRow, indexesQuery } from './queries/indexes-query.ts';
import {
  ExtendedStatisticsRow,
  extendedStatisticsQuery,
  TriggerRow,
  triggersQuery,
} from './queries/objects-queries.ts';
import { TableRow, tablesQuery } from './queries/tables-query.ts';
import { readStatistics } from './read-statistics.ts';
import type { Session } from './session.ts';

/** What the catalogue says of tables and of what belongs to them; real values are still in the statistics. */
export type Relations = Awaited<ReturnType<typeof readRelations>>;

/** Reads the catalogue, one query a kind of thing. */
export async function readRelations(session: Session, key: string | null) {
  return {
    tables: await session.read(TableRow, tablesQuery),
    columns: await session.read(ColumnRow, columnsQuery),
    statistics: await readStatistics(session, key),
    indexes: await session.read(IndexRow, indexesQuery),
    constraints: await session.read(ConstraintRow, constraintsQuery),
    triggers: await session.read(TriggerRow, triggersQuery),
    extendedStatistics: await session.read(ExtendedStatisticsRow, extendedStatisticsQuery),
  };
}
