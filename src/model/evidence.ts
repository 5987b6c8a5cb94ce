import { z } from 'zod';
import { reasonCodes } from './reason-codes.ts';

/** A number of requests, seconds or kills: zod’s numbers are finite, and beyond this one counts are no longer whole. */
/** Larger counts than this are a mistake of whoever counted. */
export const mostCounted = 1e15;

const Amount = z.number().nonnegative().max(mostCounted);

/** Each value is at least the one before it, but for a share of it that is rounding. */
function neverFalls(values: readonly number[], slack: number): boolean {
  return values.every((value, index) => value >= (values[index - 1] ?? 0) * (1 - slack));
}

function rises(bounds: readonly number[]): boolean {
  return bounds.every((bound, index) => bound > (bounds[index - 1] ?? Number.NEGATIVE_INFINITY));
}

/** A histogram: `cumulative[i]` counts values ≤ `bounds[i]`; its last, extra entry counts everything (+Inf). */
export const Histogram = z
  .strictObject({
    kind: z.literal('histogram'),
    bounds: z.array(z.number().nonnegative()).describe('finite upper bounds, ascending'),
    cumulative: z.array(Amount).describe('cumulative counts, one more than bounds; the last is the total'),
    unit: z.string(),
  })
  .refine((histogram) => histogram.cumulative.length === histogram.bounds.length + 1, {
    message: 'cumulative must have exactly one entry more than bounds',
  })
  .refine(({ bounds }) => rises(bounds), { path: ['bounds'], message: 'every bound must be above the one before it' })
  .refine(({ cumulative }) => neverFalls(cumulative, 1e-6), {
    path: ['cumulative'],
    message: 'cumulative counts must not fall',
  });
export type Histogram = z.infer<typeof Histogram>;

/** What one measurement can be. Behaviour is kept as counts and buckets, never as a lone quantile where that can be helped. */
export const Value = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('quantity'), value: z.number(), unit: z.string() }),
  z
    .strictObject({ kind: z.literal('counts'), bad: Amount, total: Amount })
    .refine(({ bad, total }) => bad <= total, { path: ['bad'], message: 'no more can be bad than there are in total' }),
  Histogram,
  z.strictObject({ kind: z.literal('samples'), values: z.array(z.number()), unit: z.string() }),
  z.strictObject({ kind: z.literal('set'), members: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('record'),
    entries: z.record(z.string(), Amount).describe('numbers by name, for example requests by status code'),
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

/** Measures of what exists: less than none of it there cannot be. A check of one’s own (`custom:…`) may be negative. */
const neverNegative = /^(oom-kills|pods|cpu-cores|[a-z-]+-(share|bytes))$/;

/** A measurement; one that cannot be (quantiles out of order, a negative share) is no evidence. */
export const PresentEvidence = z
  .strictObject({ state: z.literal('present'), ...common, value: Value })
  .refine(({ measure, value }) => !(value.kind === 'quantity' && value.value < 0 && neverNegative.test(measure)), {
    path: ['value', 'value'],
    message: 'this measure cannot be negative',
  })
  .refine(({ measure, value }) => !(measure === 'latency' && value.kind === 'record') || isOrdered(value.entries), {
    path: ['value', 'entries'],
    message: 'p50, p95 and p99 must not fall',
  });
export type PresentEvidence = z.infer<typeof PresentEvidence>;

function isOrdered(entries: Readonly<Record<string, number>>): boolean {
  return neverFalls(
    ['p50', 'p95', 'p99'].flatMap((name) => entries[name] ?? []),
    0.001,
  );
}

/** What one source says about one measure of one subject in one window. */
export const Evidence = z.discriminatedUnion('state', [
  PresentEvidence,
  z.strictObject({ state: z.literal('absent'), ...common, ...Why }),
  z.strictObject({ state: z.literal('unreachable'), ...common, ...Why }),
]);
export type Evidence = z.infer<typeof Evidence>;
