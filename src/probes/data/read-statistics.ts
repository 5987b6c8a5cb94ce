import { z } from 'zod';
import { StatisticsRow, statisticsFunctionQuery, statisticsQuery } from './queries/statistics-query.ts';
import type { Session } from './session.ts';
import { halvesOf, statisticsFunctionName } from './statistics-function.ts';

/**
 * Whether the owner’s function may be called. It is given the key, so it must belong to a superuser or to the owner of the database:
 * in `public` others may have been allowed to create functions too.
 */
const callableQuery = `
SELECT p.prosecdef AND has_function_privilege(p.oid, 'EXECUTE')
  AND (r.rolsuper OR r.oid = (SELECT datdba FROM pg_database WHERE datname = current_database())) AS callable
FROM pg_proc AS p JOIN pg_roles AS r ON r.oid = p.proowner
WHERE p.oid = to_regprocedure($1)`;

const CallableRow = z.object({ callable: z.boolean() });

/** Reads the planner’s statistics, from the view or, where it exists, from the function of the owner, which shows all tables. */
export async function readStatistics(session: Session, key: string | null): Promise<StatisticsRow[]> {
  if (key !== null) {
    const [found] = await session.read(CallableRow, callableQuery, [statisticsFunctionName]);
    if (found?.callable === true) {
      const { inner, outer } = halvesOf(key);
      return session.read(StatisticsRow, statisticsFunctionQuery, [inner, outer]);
    }
  }
  return session.read(StatisticsRow, statisticsQuery);
}
