import type { Client } from 'pg';
import { z } from 'zod';

/** A column of a relation of the shadow. */
const ShadowColumn = z.object({
  position: z.int(),
  name: z.string(),
  /** Internal name of the type, below domains. */
  type: z.string(),
  typeOid: z.string(),
  /** Whether reading a value of the type runs nothing but code of the server. */
  isSafe: z.boolean(),
  /** Whether ANALYZE collects of the type what a profile holds; of ranges, among others, it collects lengths and bounds instead. */
  isUsual: z.boolean(),
  collation: z.string(),
});
export type ShadowColumn = z.infer<typeof ShadowColumn>;

const ShadowRelation = z.object({
  oid: z.string(),
  schema: z.string(),
  name: z.string(),
  kind: z.string(),
  /** Relative to the data folder; null where the relation has no file. */
  path: z.string().nullable(),
  /** Of an index: the table. */
  table: z.string().nullable(),
  method: z.string().nullable(),
  /** Of an index: the table's columns that it holds, 0 for an expression. */
  keys: z.array(z.int()),
  definition: z.string().nullable(),
  predicate: z.string().nullable(),
  constraint: z.string().nullable(),
  columns: z.array(ShadowColumn),
});
export type ShadowRelation = z.infer<typeof ShadowRelation>;

/**
 * A value of a domain, or of anything made of domains, runs the domain's CHECK, which may call any function: such values must never
 * be read by a superuser. So domains are followed to their base, arrays to their elements, and of the rest only enums and types that
 * a superuser made (base types) count as safe.
 */
const typesSql = `
RECURSIVE base(oid, root) AS (
  SELECT t.oid, t.oid FROM pg_catalog.pg_type AS t
  UNION ALL
  SELECT b.oid, t.typbasetype FROM base AS b JOIN pg_catalog.pg_type AS t ON t.oid = b.root WHERE t.typtype = 'd'
), types AS (
  SELECT b.oid, t.oid AS root, t.typname,
    (t.typtype = 'e' OR (t.typtype = 'b' AND coalesce(e.typtype IN ('b', 'e') AND e.typelem = 0 OR e.typtype IN ('b', 'e') AND e.oid < 16384, t.typelem = 0))
      OR (t.typtype IN ('r', 'm') AND t.oid < 16384)) AS safe,
    t.typanalyze::pg_catalog.oid = 0 OR t.typanalyze = 'pg_catalog.array_typanalyze'::pg_catalog.regproc AS usual
  FROM base AS b JOIN pg_catalog.pg_type AS t ON t.oid = b.root AND t.typtype <> 'd'
  LEFT JOIN pg_catalog.pg_type AS e ON e.oid = t.typelem AND t.typelem <> 0
)`;

const ofUsers = `n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'tollgate_guard')`;

/** Columns and types are put together once: once a relation would cost the square of their number. */
const relationsSql = `
WITH ${typesSql}, columns AS (
  SELECT a.attrelid AS oid, pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('position', a.attnum, 'name', a.attname, 'type', y.typname,
    'typeOid', y.root::text, 'isSafe', y.safe, 'isUsual', y.usual, 'collation', a.attcollation::text) ORDER BY a.attnum) AS columns
  FROM pg_catalog.pg_attribute AS a JOIN types AS y ON y.oid = a.atttypid
  JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE a.attnum > 0 AND NOT a.attisdropped AND ${ofUsers} GROUP BY a.attrelid
)
SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name, c.relkind::text AS kind,
  pg_catalog.pg_relation_filepath(c.oid) AS path, i.indrelid::text AS table, am.amname AS method,
  coalesce(i.indkey::int2[]::int[], '{}') AS keys, CASE WHEN i.indexrelid IS NOT NULL THEN pg_catalog.pg_get_indexdef(c.oid) END AS definition,
  pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
  (SELECT o.conname FROM pg_catalog.pg_constraint AS o WHERE o.conrelid = i.indrelid AND o.conindid = c.oid AND o.contype IN ('p', 'u', 'x') LIMIT 1) AS constraint,
  coalesce(columns.columns, '[]') AS columns
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
LEFT JOIN pg_catalog.pg_am AS am ON am.oid = c.relam
LEFT JOIN columns ON columns.oid = c.oid
WHERE c.relkind IN ('r', 'm', 'p', 'i', 'I', 'f') AND ${ofUsers}
ORDER BY c.oid`;

/** The tables and indexes of a database of the shadow, as they are now. */
export async function readRelations(client: Client): Promise<readonly ShadowRelation[]> {
  // Definitions name every schema, as in a profile.
  await client.query('SET search_path = pg_catalog');
  const { rows } = await client.query(relationsSql);
  return rows.map((row) => ShadowRelation.parse(row));
}
