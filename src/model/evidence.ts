import { z } from 'zod';
import { reasonCodes } from './reason-codes.ts';

const Count = z.number().nonnegative();

/** A histogram: `cumulative[i]` counts values ≤ `bounds[i]`; its last, extra entry counts everything (+Inf). */
export const Histogram = z
  .strictObject({
    kind: z.literal('histogram'),
    bounds: z.array(z.number()).describe('finite upper bounds, ascending'),
    cumulative: z.array(Count).describe('cumulative counts, one more than bounds; the last is the total'),
    unit: z.string(),
  })
  .refine((histogram) => histogram.cumulative.length === histogram.bounds.length + 1, {
    message: 'cumulative must have exactly one entry more than bounds',
  });
export type Histogram = z.infer<typeof Histogram>;

/** What one measurement can be. Behaviour is kept as counts and buckets, never as a lone quantile where that can be helped. */
export const Value = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('quantity'), value: z.number(), unit: z.string() }),
  z.strictObject({ kind: z.literal('counts'), bad: Count, total: Count }),
  Histogram,
  z.strictObject({ kind: z.literal('samples'), values: z.array(z.number()), unit: z.string() }),
  z.strictObject({ kind: z.literal('set'), members: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('record'),
    entries: z.record(z.string(), z.number()).describe('numbers by name, for example requests by status code'),
    unit: z.string(),
  }),
  z.strictObject({ kind: z.literal('plan'), plan: z.unknown() }),
]);
export type Value = z.infer<typeof Value>;

/** Which part of the subject a measurement is about; `route` null means the whole of it. */
export const Scope = z.strictObject({
  route: z.string().nullable().describe('"GET /orders/{id}", or null for the whole service'),
  slice: z.string().describe('region or release that is not pooled, "region=eu-west-1", or empty'),
});
export type Scope = z.infer<typeof Scope>;

const common = {
  measure: z.string().describe('what was measured, for example "latency" or "memory-share"'),
  scope: Scope,
  source: z.string().describe('name of the source that said so'),
  query: z.string().nullable().describe('key into the profile’s `queries`'),
};
const Why = { reason: z.enum(reasonCodes), message: z.string() };

/** What one source says about one measure of one subject in one window. */
export const Evidence = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('present'), ...common, value: Value }),
  z.strictObject({ state: z.literal('absent'), ...common, ...Why }),
  z.strictObject({ state: z.literal('unreachable'), ...common, ...Why }),
]);
export type Evidence = z.infer<typeof Evidence>;
export type PresentEvidence = Extract<Evidence, { state: 'present' }>;
