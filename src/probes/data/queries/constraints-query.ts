import { z } from 'zod';
import { userRelations } from './user-relations.ts';

/** NOT NULL is a property of its column, also where a version keeps a constraint for it. */
export const constraintsQuery = `
SELECT k.conrelid::int8::text AS relation, k.conname AS name, k.contype AS kind, k.convalidated AS validated,
  pg_get_constraintdef(k.oid) AS definition, k.confrelid::int8::text AS target,
  ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (number, place)
    JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.place) AS columns,
  ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS u (number, place)
    JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.place) AS target_columns
FROM pg_constraint AS k
JOIN pg_class AS c ON c.oid = k.conrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.contype IN ('p', 'u', 'c', 'x', 'f') AND ${userRelations}
ORDER BY k.conrelid, k.conname`;

/** Reads one row of the answer to `constraintsQuery`. */
export const ConstraintRow = z.object({
  relation: z.string(),
  name: z.string(),
  kind: z.enum(['p', 'u', 'c', 'x', 'f']),
  validated: z.boolean(),
  definition: z.string(),
  target: z.string(),
  columns: z.array(z.string()),
  target_columns: z.array(z.string()),
});
export type ConstraintRow = z.infer<typeof ConstraintRow>;
