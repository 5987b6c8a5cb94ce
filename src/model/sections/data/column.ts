import { z } from 'zod';
import { hashPrefix, Statistics, Treatment } from './statistics.ts';

const isHashed = (value: string) => value.startsWith(hashPrefix);

/** A column of a table or an expression of an index, and what the planner knows of it. */
export const Column = z
  .strictObject({
    name: z.string(),
    position: z.int().positive().describe('attribute number: where the column stands in the catalogue'),
    type: z.string().describe('as PostgreSQL writes it: "numeric(10,2)", "order_status", "text[]"'),
    nullable: z.boolean(),
    generated: z
      .enum(['identity', 'serial', 'stored', 'virtual'])
      .nullable()
      .describe('filled by an identity, by a sequence as its default, or computed from other columns'),
    collation: z.string().nullable().describe('where it is not the database’s'),
    statisticsTarget: z.int().nonnegative().describe('ANALYZE reads 300 rows for each'),
    treatment: Treatment,
    statistics: z.array(Statistics).describe('of the table alone and, where tables stand below it, of all together'),
  })
  .refine(
    ({ treatment, statistics }) =>
      treatment !== 'hashed' ||
      statistics.every(
        (one) =>
          one.histogram.length === 0 &&
          one.commonValues.every(isHashed) &&
          (one.elements === null || one.elements.values.every(isHashed)),
      ),
    { message: `values of a hashed column begin with ${hashPrefix}, and it has no histogram` },
  )
  .refine(
    ({ treatment, statistics }) =>
      treatment !== 'hidden' ||
      statistics.every(
        (one) => one.histogram.length + one.commonValues.length + (one.elements?.values.length ?? 0) === 0,
      ),
    { message: 'a hidden column has no values' },
  );
export type Column = z.infer<typeof Column>;
