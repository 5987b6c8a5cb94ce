import { z } from 'zod';
import { userRelations } from './user-relations.ts';

export const indexesQuery = `
SELECT i.indexrelid::int8::text AS oid, i.indrelid::int8::text AS relation, n.nspname AS schema, x.relname AS name,
  pg_get_indexdef(i.indexrelid) AS definition, m.amname AS method,
  ARRAY(SELECT a.attname::text FROM unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY AS k (number, place)
    LEFT JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number AND k.number <> 0 ORDER BY k.place) AS columns,
  ARRAY(SELECT k.place::int FROM unnest(i.indkey) WITH ORDINALITY AS k (number, place) WHERE k.number = 0) AS expressions,
  pg_get_expr(i.indpred, i.indrelid) AS predicate,
  i.indisunique AS is_unique, i.indisprimary AS is_primary, i.indisvalid AND i.indisready AS is_valid,
  x.reltuples::float8 AS rows, x.relpages AS pages, s.idx_scan::float8 AS scans
FROM pg_index AS i
JOIN pg_class AS x ON x.oid = i.indexrelid
JOIN pg_class AS c ON c.oid = i.indrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_am AS m ON m.oid = x.relam
LEFT JOIN pg_stat_all_indexes AS s ON s.indexrelid = i.indexrelid
WHERE c.relkind IN ('r', 'p', 'm') AND ${userRelations}
ORDER BY i.indrelid, x.relname`;

/** Reads one row of the answer to `indexesQuery`. */
export const IndexRow = z.object({
  oid: z.string(),
  relation: z.string(),
  schema: z.string(),
  name: z.string(),
  definition: z.string(),
  method: z.string(),
  columns: z.array(z.string().nullable()),
  expressions: z.array(z.number()),
  predicate: z.string().nullable(),
  is_unique: z.boolean(),
  is_primary: z.boolean(),
  is_valid: z.boolean(),
  rows: z.number(),
  pages: z.number(),
  scans: z.number().nullable(),
});
export type IndexRow = z.infer<typeof IndexRow>;
