import { z } from 'zod';
import { userRelations } from './user-relations.ts';

export const triggersQuery = `
SELECT g.tgrelid::int8::text AS relation, g.tgname AS name, pg_get_triggerdef(g.oid) AS definition, g.tgenabled <> 'D' AS enabled
FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal AND ${userRelations}
ORDER BY g.tgrelid, g.tgname`;

export const TriggerRow = z.object({
  relation: z.string(),
  name: z.string(),
  definition: z.string(),
  enabled: z.boolean(),
});

/** The values are behind the same privileges as pg_stats; null where they may not be read or were never computed. */
export const extendedStatisticsQuery = `
SELECT x.stxrelid::int8::text AS relation, sn.nspname AS schema, x.stxname AS name,
  ARRAY(SELECT k::text FROM unnest(x.stxkind) AS k) AS kinds,
  ARRAY(SELECT a.attname::text FROM unnest(x.stxkeys) AS k JOIN pg_attribute AS a ON a.attrelid = x.stxrelid AND a.attnum = k) AS columns,
  pg_get_statisticsobjdef(x.oid) AS definition,
  v.n_distinct::text AS ndistinct, v.dependencies::text AS dependencies
FROM pg_statistic_ext AS x
JOIN pg_class AS c ON c.oid = x.stxrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_namespace AS sn ON sn.oid = x.stxnamespace
LEFT JOIN LATERAL (SELECT s.n_distinct, s.dependencies FROM pg_stats_ext AS s
  WHERE s.statistics_schemaname = sn.nspname AND s.statistics_name = x.stxname ORDER BY to_jsonb(s) ->> 'inherited' LIMIT 1) AS v ON true
WHERE ${userRelations}
ORDER BY x.stxrelid, x.stxname`;

const kindNames = { d: 'ndistinct', f: 'dependencies', m: 'mcv', e: 'expressions' } as const;

export const ExtendedStatisticsRow = z.object({
  relation: z.string(),
  schema: z.string(),
  name: z.string(),
  kinds: z.array(z.enum(['d', 'f', 'm', 'e']).transform((kind) => kindNames[kind])),
  columns: z.array(z.string()),
  definition: z.string(),
  ndistinct: z.string().nullable(),
  dependencies: z.string().nullable(),
});

export const enumsQuery = `
SELECT n.nspname AS schema, t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels
FROM pg_enum AS e JOIN pg_type AS t ON t.oid = e.enumtypid JOIN pg_namespace AS n ON n.oid = t.typnamespace
WHERE NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
GROUP BY n.nspname, t.typname ORDER BY n.nspname, t.typname`;

export const EnumRow = z.object({ schema: z.string(), name: z.string(), labels: z.array(z.string()) });

/** The narrower of the sequence’s own limit and what the type of its column holds. */
export const sequencesQuery = `
SELECT n.nspname AS schema, c.relname AS name,
  CASE WHEN c.relpersistence = 'p' AND has_sequence_privilege(c.oid, 'SELECT, USAGE') THEN pg_sequence_last_value(c.oid) END::float8 AS last,
  least(CASE WHEN s.seqincrement > 0 THEN s.seqmax ELSE -s.seqmin END,
    CASE t.typname WHEN 'int2' THEN 32767 WHEN 'int4' THEN 2147483647 ELSE 9223372036854775807 END)::float8 AS limit,
  s.seqcycle AS cycles,
  CASE WHEN o.relname IS NOT NULL THEN concat_ws('.', nn.nspname, o.relname, a.attname) END AS column
FROM pg_sequence AS s
JOIN pg_class AS c ON c.oid = s.seqrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
LEFT JOIN pg_class AS o ON o.oid = d.refobjid
LEFT JOIN pg_namespace AS nn ON nn.oid = o.relnamespace
LEFT JOIN pg_attribute AS a ON a.attrelid = o.oid AND a.attnum = d.refobjsubid
LEFT JOIN pg_type AS t ON t.oid = a.atttypid
WHERE ${userRelations}
ORDER BY n.nspname, c.relname`;

export const SequenceRow = z.object({
  schema: z.string(),
  name: z.string(),
  last: z.number().nullable(),
  limit: z.number(),
  cycles: z.boolean(),
  column: z.string().nullable(),
});
