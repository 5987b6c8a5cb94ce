import { z } from 'zod';
import { Column } from './column.ts';
import { eachOnce } from './each-once.ts';

/** A relation has fewer than 2³² pages; the catalogue keeps them in four signed bytes. */
const Pages = z
  .int()
  .nonnegative()
  .max(2 ** 32);
/** Far beyond what so many pages hold, and within what the catalogue can keep. */
const Rows = z.number().nonnegative().max(1e18);
const Instant = z.iso.datetime().nullable();

/** A name with its schema. */
export const QualifiedName = z.strictObject({ schema: z.string(), name: z.string() });
export type QualifiedName = z.infer<typeof QualifiedName>;

export const Index = z.strictObject({
  name: z.string(),
  definition: z
    .string()
    .describe('CREATE INDEX …, as the database writes it; with $1, $2, … for literals that may be values of rows'),
  method: z.string().describe('btree, gin, …'),
  columns: z
    .array(z.string().nullable())
    .describe('key columns in order, null for an expression; the columns that are only included are not among them'),
  predicate: z.string().nullable().describe('of a partial index'),
  unique: z.boolean(),
  primary: z.boolean(),
  valid: z.boolean().describe('an invalid index is kept up to date and never used'),
  rows: Rows.nullable(),
  pages: Pages,
  scans: z.number().nonnegative().nullable().describe('since the counters were reset; null where that is not known'),
  expressions: z.array(Column).describe('the expressions of the index, with their statistics'),
});
export type Index = z.infer<typeof Index>;

export const ForeignKey = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  to: QualifiedName.extend({ columns: z.array(z.string()) }),
  validated: z.boolean(),
  fanOut: z.number().nonnegative().nullable().describe('estimated rows of this table for each row of the other'),
});
export type ForeignKey = z.infer<typeof ForeignKey>;

export const Constraint = z.strictObject({
  name: z.string(),
  kind: z.enum(['primary-key', 'unique', 'check', 'exclusion']),
  columns: z.array(z.string()),
  definition: z.string(),
  validated: z.boolean(),
});
export type Constraint = z.infer<typeof Constraint>;

export const ExtendedStatistics = z.strictObject({
  schema: z.string(),
  name: z.string(),
  kinds: z.array(z.enum(['ndistinct', 'dependencies', 'mcv', 'expressions'])),
  columns: z.array(z.string()),
  definition: z.string().describe('with $1, $2, … for every literal'),
  ndistinct: z.string().nullable().describe('as pg_stats_ext shows it; null where it may not be read'),
  dependencies: z.string().nullable(),
});

export const Table = z.strictObject({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(['table', 'partitioned', 'materialized-view', 'foreign']),
  parent: QualifiedName.nullable().describe('the partitioned table that this is a part of'),
  partitionKey: z.string().nullable().describe('with $1, $2, … for every literal'),
  partitionBound: z
    .string()
    .nullable()
    .describe('with $1, $2, … for every literal: bounds of a list are values of rows'),
  rows: Rows.nullable().describe('estimated; null where the table was never analysed'),
  pages: Pages.describe('of the heap, as the last VACUUM or ANALYZE left it in pg_class; blocks of `server.blockSize`'),
  allVisiblePages: Pages,
  bytes: z.number().nonnegative().describe('heap, TOAST and indexes, from their pages'),
  analyzedAt: Instant.describe('null where it never was, or where the server does not know (a replica)'),
  vacuumedAt: Instant,
  modificationsSinceAnalyze: z.number().nonnegative().nullable(),
  deadRows: z.number().nonnegative().nullable(),
  statistics: z
    .enum(['read', 'none', 'no-privilege', 'row-security'])
    .describe('whether pg_stats showed rows: it hides them without the right to SELECT, and behind row security'),
  rowSecurity: z.boolean(),
  columns: z.array(Column).superRefine(eachOnce(({ name }) => name)),
  constraints: z.array(Constraint),
  foreignKeys: z.array(ForeignKey),
  indexes: z.array(Index),
  triggers: z.array(
    z.strictObject({
      name: z.string(),
      definition: z.string().describe('with $1, $2, … for every literal: arguments may hold tokens'),
      enabled: z.boolean(),
    }),
  ),
  extendedStatistics: z.array(ExtendedStatistics),
});
export type Table = z.infer<typeof Table>;
