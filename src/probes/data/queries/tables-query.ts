import { z } from 'zod';
import { instant } from './instant.ts';
import { userRelations } from './user-relations.ts';

/**
 * Tables from pg_class alone: `pg_relation_size` asks the disk. The pages of an analysed partitioned table are −1.
 *
 * A session that loads and analyses a table reports its rows after its ANALYZE, as if they had come later, all of them or the last
 * second's: where nothing but inserts was ever counted, and ANALYZE saw as many rows, none came later. Rows of −1 were never counted. `hidden` says why pg_stats shows no row of a table.
 */
export const tablesQuery = `
SELECT c.oid::int8::text AS oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind,
  CASE WHEN c.relispartition THEN (SELECT jsonb_build_object('schema', pn.nspname, 'name', p.relname)
    FROM pg_inherits AS i JOIN pg_class AS p ON p.oid = i.inhparent JOIN pg_namespace AS pn ON pn.oid = p.relnamespace
    WHERE i.inhrelid = c.oid LIMIT 1) END AS parent,
  CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
  CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
  c.reltuples::float8 AS rows, c.relpages AS pages, c.relallvisible AS all_visible_pages,
  (greatest(c.relpages, 0) + coalesce(t.relpages, 0)
    + coalesce((SELECT sum(greatest(x.relpages, 0)) FROM pg_index AS i JOIN pg_class AS x ON x.oid = i.indexrelid WHERE i.indrelid IN (c.oid, t.oid)), 0))::float8
    * current_setting('block_size')::int AS bytes,
  ${instant('greatest(s.last_analyze, s.last_autoanalyze)')} AS analyzed_at,
  ${instant('greatest(s.last_vacuum, s.last_autovacuum)')} AS vacuumed_at,
  CASE WHEN s.n_tup_upd + s.n_tup_del = 0 AND abs(c.reltuples - s.n_tup_ins) <= 0.01 * c.reltuples
    THEN 0 ELSE s.n_mod_since_analyze END::float8 AS modifications, s.n_dead_tup::float8 AS dead,
  c.relrowsecurity AS row_security,
  CASE WHEN c.relrowsecurity AND row_security_active(c.oid) THEN 'row-security'
    WHEN NOT has_any_column_privilege(c.oid, 'SELECT') THEN 'no-privilege' END AS hidden
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_class AS t ON t.oid = c.reltoastrelid
LEFT JOIN pg_stat_all_tables AS s ON s.relid = c.oid
WHERE c.relkind IN ('r', 'p', 'm', 'f') AND ${userRelations}
ORDER BY n.nspname, c.relname`;

const kinds = { r: 'table', p: 'partitioned', m: 'materialized-view', f: 'foreign' } as const;

/** Reads one row of the answer to `tablesQuery`. */
export const TableRow = z
  .object({
    oid: z.string(),
    schema: z.string(),
    name: z.string(),
    kind: z.enum(['r', 'p', 'm', 'f']),
    parent: z.object({ schema: z.string(), name: z.string() }).nullable(),
    partition_key: z.string().nullable(),
    partition_bound: z.string().nullable(),
    rows: z.number(),
    pages: z.number(),
    all_visible_pages: z.number(),
    bytes: z.number(),
    analyzed_at: z.string().nullable(),
    vacuumed_at: z.string().nullable(),
    modifications: z.number().nullable(),
    dead: z.number().nullable(),
    row_security: z.boolean(),
    hidden: z.enum(['row-security', 'no-privilege']).nullable(),
  })
  .transform(({ oid, hidden, ...row }) => ({
    oid,
    hidden,
    table: {
      schema: row.schema,
      name: row.name,
      kind: kinds[row.kind],
      parent: row.parent,
      partitionKey: row.partition_key,
      partitionBound: row.partition_bound,
      rows: row.rows < 0 ? null : row.rows,
      pages: Math.max(0, row.pages),
      allVisiblePages: Math.max(0, row.all_visible_pages),
      bytes: row.bytes,
      analyzedAt: row.analyzed_at,
      vacuumedAt: row.vacuumed_at,
      modificationsSinceAnalyze: row.modifications,
      deadRows: row.dead,
      rowSecurity: row.row_security,
    },
  }));
export type TableRow = z.infer<typeof TableRow>;
