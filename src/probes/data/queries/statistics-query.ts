import { z } from 'zod';
import { parseArray } from '../../../data/parse-array.ts';
import type { RawStatistics } from '../../../data/raw-statistics.ts';

/** Columns that both ways to the statistics give; an array of any type becomes text, which is taken apart on this side. */
const columns = `schemaname::text AS schema, tablename::text AS relation, attname::text AS name, inherited,
  null_frac::float8 AS null_share, avg_width::float8 AS width, n_distinct::float8 AS distinct,
  correlation::float8 AS correlation, most_common_vals::text AS common_values, most_common_freqs::float8[] AS common_shares,
  histogram_bounds::text AS histogram, most_common_elems::text AS elements, most_common_elem_freqs::float8[] AS element_shares,
  elem_count_histogram::float8[] AS element_counts`;

/** The view shows only columns that the role may SELECT; nothing is scanned. */
export const statisticsQuery = `SELECT ${columns}, false AS is_hashed FROM pg_stats
WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`;

/** A function of the owner shows the same of all columns, with text already hashed; $1 and $2 are the halves of the key. */
export const statisticsFunctionQuery = `SELECT ${columns}, is_hashed FROM public.tollgate_statistics($1, $2)`;

const Numbers = z.array(z.number()).nullable();

const List = z
  .string()
  .nullable()
  .transform((text) => (text === null ? [] : parseArray(text)));

/** Reads one row of the statistics. */
export const StatisticsRow = z
  .object({
    schema: z.string(),
    relation: z.string(),
    name: z.string(),
    inherited: z.boolean(),
    null_share: z.number(),
    width: z.number(),
    distinct: z.number(),
    correlation: z.number().nullable(),
    common_values: List,
    common_shares: Numbers,
    histogram: List,
    elements: List,
    element_shares: Numbers,
    element_counts: Numbers,
    is_hashed: z.boolean(),
  })
  .transform((row) => {
    const raw: RawStatistics = {
      inherited: row.inherited,
      nullShare: row.null_share,
      averageWidth: row.width,
      distinct: row.distinct,
      correlation: row.correlation,
      commonValues: row.common_values,
      commonShares: row.common_shares ?? [],
      histogram: row.histogram,
      elements: row.elements,
      elementShares: row.element_shares ?? [],
      elementCounts: row.element_counts ?? [],
      isHashed: row.is_hashed,
    };
    return { relation: JSON.stringify([row.schema, row.relation]), name: row.name, raw };
  });
export type StatisticsRow = z.infer<typeof StatisticsRow>;
