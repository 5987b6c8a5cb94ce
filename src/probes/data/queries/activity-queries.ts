import { z } from 'zod';
import type { Activity } from '../../../model/sections/data/server.ts';
import { instant } from './instant.ts';

/** Counters of the whole server and of this database; every role may read them. */
export const activityQuery = `
SELECT (SELECT sum(numbackends) FROM pg_stat_database)::float8 AS used, current_setting('max_connections')::float8 AS maximum,
  (SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted)::float8 AS waiting,
  d.deadlocks::float8 AS deadlocks,
  CASE WHEN d.blks_hit + d.blks_read > 0 THEN d.blks_hit::float8 / (d.blks_hit + d.blks_read) END AS cache_hit_share,
  ${instant('d.stats_reset')} AS reset_at
FROM pg_stat_database AS d WHERE d.datname = current_database()`;

export const ActivityRow = z
  .object({
    used: z.number(),
    maximum: z.number(),
    waiting: z.number(),
    deadlocks: z.number().nullable(),
    cache_hit_share: z.number().nullable(),
    reset_at: z.string().nullable(),
  })
  .transform(
    ({ used, maximum, waiting, deadlocks, cache_hit_share, reset_at }): Activity => ({
      connections: { used, maximum },
      waitingForLocks: waiting,
      deadlocks,
      cacheHitShare: cache_hit_share,
      resetAt: reset_at,
    }),
  );

/** $1: name of the role that the application connects as. */
export const roleQuery = `
SELECT r.rolname AS name, r.rolsuper AS superuser, r.rolbypassrls AS "bypassesRowSecurity", r.rolcreaterole AS "createsRoles",
  r.rolcreatedb AS "createsDatabases", r.rolreplication AS replicates,
  ARRAY(SELECT n.nspname::text FROM pg_namespace AS n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND has_schema_privilege(r.oid, n.oid, 'CREATE') ORDER BY n.nspname) AS "createsIn",
  (SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')::int AS owns,
  ARRAY(SELECT g.rolname::text FROM pg_auth_members AS m JOIN pg_roles AS g ON g.oid = m.roleid WHERE m.member = r.oid ORDER BY g.rolname) AS "memberOf"
FROM pg_roles AS r WHERE r.rolname = $1`;

/**
 * Where pg_stat_statements is installed, and whether this role may read it, with the text of other roles’ statements.
 *
 * The view is asked for by its id: by its name, a schema that is closed to the role would be an error.
 */
export const statementsPlaceQuery = `
SELECT quote_ident(n.nspname) AS schema,
  pg_has_role('pg_read_all_stats', 'USAGE') AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS allowed
FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace
JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = 'pg_stat_statements'
WHERE e.extname = 'pg_stat_statements'`;

export const StatementsPlaceRow = z.object({ schema: z.string(), allowed: z.boolean() });

/**
 * The most costly statements that read or write tables; what configures or defines is none of them, and may hold passwords.
 *
 * Comments come first where a tool names its queries (“-- name: GetOrder :one”). What reads the catalogue is a tool, as this one. One statement of several roles is one.
 */
export const statementsQuery = (schema: string) => `
SELECT s.queryid::text AS id, min(s.query) AS text, sum(s.calls)::float8 AS calls, sum(s.total_exec_time)::float8 AS milliseconds, sum(s.rows)::float8 AS rows
FROM ${schema}.pg_stat_statements AS s
WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND s.query ~* '^([\\s(]|/\\*.*?\\*/|--[^\\n]*\\n)*(select|insert|update|delete|with|merge)\\M'
  AND s.query !~* '\\m(pg_catalog|pg_stat_|information_schema|tollgate_statistics|(from|join)[\\s(]+pg_)'
GROUP BY s.queryid
ORDER BY sum(s.total_exec_time) DESC LIMIT 200`;

export const StatementRow = z.object({
  id: z.string(),
  text: z.string(),
  calls: z.number(),
  milliseconds: z.number(),
  rows: z.number(),
});
