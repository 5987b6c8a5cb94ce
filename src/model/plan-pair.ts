import { z } from 'zod';

/** A step of a plan as a report shows it. */
const PlanLine = z.strictObject({
  depth: z.int().nonnegative().describe('0 for the root'),
  words: z.string().describe('the step as PostgreSQL’s text form calls it'),
  rows: z.number().nullable().describe('expected rows per loop'),
  actual: z.number().nullable().describe('rows per loop that came; null where the query was not run'),
  loops: z.number().nullable(),
  isOther: z.boolean().describe('the other plan has no such step over the same tables'),
});
export type PlanLine = z.infer<typeof PlanLine>;

/** What a finding about a query carries: both plans, step by step, with where they part. */
export const PlanPair = z.looseObject({
  kind: z.literal('plans'),
  query: z.string().nullable().describe('text of the query without its literals, where it is known'),
  reference: z.array(PlanLine),
  candidate: z.array(PlanLine),
  leftOut: z.int().nonnegative().describe('steps that are not shown'),
});
export type PlanPair = z.infer<typeof PlanPair>;
