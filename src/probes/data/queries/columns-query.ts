import { z } from 'zod';
import { userRelations } from './user-relations.ts';

/**
 * Columns of tables and the expressions of indexes; `base` is the type behind a domain.
 *
 * A column is serial where a sequence belongs to it or stands in its default; both are in pg_depend, and no expression needs to be
 * written out.
 */
export const columnsQuery = `
WITH RECURSIVE bases AS (
  SELECT oid, typbasetype, typtype, typelem, 0 AS depth, oid AS base FROM pg_type
  UNION ALL
  SELECT b.oid, t.typbasetype, t.typtype, t.typelem, b.depth + 1, t.oid
  FROM bases AS b JOIN pg_type AS t ON t.oid = b.typbasetype WHERE b.typtype = 'd' AND b.depth < 8
), types AS (
  SELECT DISTINCT ON (oid) oid, base, typtype, typelem FROM bases ORDER BY oid, depth DESC
)
SELECT a.attrelid::int8::text AS relation, a.attname AS name, a.attnum AS position,
  format_type(a.atttypid, a.atttypmod) AS type, format_type(y.base, -1) AS base,
  y.typtype = 'e' OR coalesce(e.typtype = 'e', false) AS is_enum,
  NOT a.attnotnull AS nullable,
  CASE WHEN a.attidentity <> '' THEN 'identity' WHEN a.attgenerated = 'v' THEN 'virtual' WHEN a.attgenerated <> '' THEN 'stored'
    WHEN q.relation IS NOT NULL THEN 'serial' END AS generated,
  CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation THEN o.collname END AS collation,
  coalesce(nullif(to_jsonb(a) ->> 'attstattarget', '-1')::int, current_setting('default_statistics_target')::int) AS target
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_type AS t ON t.oid = a.atttypid
JOIN types AS y ON y.oid = a.atttypid
LEFT JOIN pg_type AS e ON e.oid = y.typelem
LEFT JOIN pg_collation AS o ON o.oid = a.attcollation
LEFT JOIN (
  SELECT d.refobjid AS relation, d.refobjsubid AS position FROM pg_depend AS d JOIN pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
  WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a'
  UNION
  SELECT f.adrelid, f.adnum FROM pg_attrdef AS f JOIN pg_depend AS d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid
    AND d.refclassid = 'pg_class'::regclass JOIN pg_class AS s ON s.oid = d.refobjid AND s.relkind = 'S'
) AS q ON q.relation = a.attrelid AND q.position = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped
  AND (c.relkind IN ('r', 'p', 'm', 'f') OR (c.relkind = 'i' AND EXISTS (SELECT FROM pg_index AS x WHERE x.indexrelid = c.oid AND x.indexprs IS NOT NULL)))
  AND ${userRelations}
ORDER BY a.attrelid, a.attnum`;

/** Reads one row of the answer to `columnsQuery`. */
export const ColumnRow = z.object({
  relation: z.string(),
  name: z.string(),
  position: z.number(),
  type: z.string(),
  base: z.string(),
  is_enum: z.boolean(),
  nullable: z.boolean(),
  generated: z.enum(['identity', 'serial', 'stored', 'virtual']).nullable(),
  collation: z.string().nullable(),
  target: z.number(),
});
export type ColumnRow = z.infer<typeof ColumnRow>;
