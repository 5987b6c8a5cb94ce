import { activityQuery, roleQuery, statementsPlaceQuery, statementsQuery } from './queries/activity-queries.ts';
import { columnsQuery } from './queries/columns-query.ts';
import { constraintsQuery } from './queries/constraints-query.ts';
import { indexesQuery } from './queries/indexes-query.ts';
import { enumsQuery, extendedStatisticsQuery, sequencesQuery, triggersQuery } from './queries/objects-queries.ts';
import { serverQuery } from './queries/server-query.ts';
import { statisticsQuery } from './queries/statistics-query.ts';
import { tablesQuery } from './queries/tables-query.ts';

const queries = {
  server: serverQuery,
  activity: activityQuery,
  tables: tablesQuery,
  columns: columnsQuery,
  statistics: statisticsQuery,
  indexes: indexesQuery,
  constraints: constraintsQuery,
  triggers: triggersQuery,
  'extended-statistics': extendedStatisticsQuery,
  enums: enumsQuery,
  sequences: sequencesQuery,
  role: roleQuery,
  'statements-place': statementsPlaceQuery,
  statements: statementsQuery('public'),
};

/** Every query that the probe sends, by the key under which a dry run prints it. */
export function allQueries(environment: string): Record<string, string> {
  return Object.fromEntries(Object.entries(queries).map(([name, sql]) => [`${environment}/data/${name}`, sql.trim()]));
}
