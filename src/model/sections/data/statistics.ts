import { z } from 'zod';

/** A share of rows. */
export const Share = z.number().min(0).max(1);

/** What stands behind every value that was replaced by its keyed hash. */
export const hashPrefix = 'hmac:';

/**
 * How the values of a column were treated before they left the database.
 *
 * `plain`: as they are (enums, booleans, columns declared safe). `rounded`: numbers and times, to a thousandth of the
 * range between the first and the last hundredth. `hashed`: every value is `hmac:` and 32 hexadecimal digits of
 * HMAC-SHA-256 with the profile’s key; a histogram of such values would say nothing and is left out.
 * `hidden`: no value left at all (no key was given, or the type has no known treatment).
 */
export const Treatment = z.enum(['plain', 'rounded', 'hashed', 'hidden']);
export type Treatment = z.infer<typeof Treatment>;

/** What a value can be that code forgets, as far as the statistics show it; says nothing about any one value. */
export const Trait = z.enum([
  'non-ascii',
  'beyond-basic-plane',
  'control-character',
  'empty',
  'outer-space',
  'quote',
  'negative',
  'infinite',
]);
export type Trait = z.infer<typeof Trait>;

const Elements = z
  .strictObject({
    values: z.array(z.string()).describe('most common elements of an array, treated as the column is'),
    shares: z.array(z.number()).describe('share of rows that hold each; as long as `values`'),
    extra: z.array(z.number()).describe('what PostgreSQL keeps behind them: least and largest share, share of nulls'),
    counts: z.array(z.number()).describe('histogram of distinct elements a row; the last one is their average'),
  })
  .refine(({ values, shares }) => values.length === shares.length, { message: 'one share for each element' });

/** What the planner knows of the values of a column: one row of `pg_stats`, enough to write it back (null where nothing is known). */
export const Statistics = z
  .strictObject({
    inherited: z.boolean().describe('also counts the tables below: what the planner takes for a partitioned table'),
    nullShare: Share,
    averageWidth: z.number().nonnegative().describe('bytes'),
    distinct: z
      .number()
      .min(-1)
      .describe('distinct values as PostgreSQL says it: negative is a share of the rows, 0 is unknown'),
    correlation: z.number().min(-1).max(1).nullable().describe('of the order on disk with the order of values'),
    commonValues: z.array(z.string()).describe('most common values, most common first; text as the type writes it'),
    commonShares: z.array(Share).describe('share of rows of each, as long as `commonValues`'),
    hiddenCommon: z
      .strictObject({ count: z.int().nonnegative(), share: z.number().nonnegative() })
      .describe(
        'most common values that are not among `commonValues`, because too few rows carry them or because they are one with others once rounded, and the share of those dropped; of numbers and times the dropped ones lie in the histogram',
      ),
    histogram: z
      .array(z.string())
      .describe('bounds of buckets with equally many rows, of the rows outside `commonValues`; ascending'),
    histogramBounds: z.int().nonnegative().describe('bounds that the database has, also where they are not shown'),
    elements: Elements.nullable(),
    traits: z.array(Trait),
  })
  .refine(({ commonValues, commonShares }) => commonValues.length === commonShares.length, {
    message: 'one share for each common value',
  });
export type Statistics = z.infer<typeof Statistics>;
