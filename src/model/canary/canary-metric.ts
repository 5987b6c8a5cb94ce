import { z } from 'zod';
import { Dimension } from '../dimension.ts';
import { BucketsRow, CountsRow, GaugeRow, SamplesRow } from './canary-row.ts';

/** How much worse than the baseline the canary may be. */
export const CountsTolerance = z.strictObject({
  relative: z
    .number()
    .gt(-1)
    .max(1000)
    .nullable()
    .default(0)
    .describe('0.2: up to 1.2 × the baseline’s rate; null: no baseline is used, only `absolute` counts (a plain SLO)'),
  absolute: z.number().min(0).max(1).default(0).describe('0.001: another 0.1 percentage points on top'),
});

export const RelativeTolerance = z.strictObject({
  relative: z.number().gt(-1).max(1000).describe('0.2: up to 1.2 × the baseline’s value'),
});

const common = {
  name: z.string().min(1).max(200),
  route: z.string().min(1).max(500).nullable().default(null).describe('what part of the service; null: the whole'),
  slice: z.string().max(500).default('').describe('region or release that is never pooled with others, "region=eu"'),
  dimension: Dimension.nullable().default(null).describe('null: errors for counts, latency, resources for gauges'),
  weight: z.number().min(1e-6).max(1e6).default(1).describe('share of the false-alarm budget; give critical ones more'),
  required: z.boolean().default(true).describe('false: may stop a release, but a pass does not wait for it'),
  critical: z.boolean().default(false).describe('never accepted by its bound at the deadline'),
  evidence: z
    .array(z.strictObject({ source: z.string(), query: z.string() }))
    .default([])
    .describe('where the rows came from, for the report'),
};
const blocking = (yes: boolean) =>
  z.boolean().default(yes).describe('false: shown and warned about, but stops no release');
const quantiles = z
  .array(z.number().gt(0).lt(1))
  .min(1)
  .max(20)
  .default([0.5, 0.95, 0.99])
  .refine((given) => new Set(given).size === given.length, { message: 'each quantile once' });
const unit = z.string().max(40).default('s');

/** Bad events of all events: errors, slow requests, restarts per pod. */
export const CountsMetric = z.strictObject({
  kind: z.literal('counts'),
  ...common,
  blocking: blocking(true),
  tolerance: CountsTolerance,
  rows: z.array(CountsRow),
});
export type CountsMetric = z.infer<typeof CountsMetric>;

/** Response times (or sizes) as single values. */
export const SamplesMetric = z.strictObject({
  kind: z.literal('samples'),
  ...common,
  unit,
  blocking: blocking(true),
  quantiles,
  tolerance: RelativeTolerance,
  rows: z.array(SamplesRow),
});
export type SamplesMetric = z.infer<typeof SamplesMetric>;

/** Response times (or sizes) in buckets. */
export const HistogramMetric = z.strictObject({
  kind: z.literal('histogram'),
  ...common,
  unit,
  blocking: blocking(true),
  quantiles,
  bounds: z
    .array(z.number().positive())
    .min(1)
    .max(1000)
    .refine((bounds) => bounds.every((bound, at) => bound > (bounds[at - 1] ?? 0)), {
      message: 'finite upper bounds, each above the one before it',
    })
    .describe('finite upper bounds, ascending, in `unit`'),
  tolerance: RelativeTolerance,
  rows: z.array(BucketsRow),
});
export type HistogramMetric = z.infer<typeof HistogramMetric>;

/** A level per pod, for example CPU or memory, both sides at the same instant. Judged approximately. */
export const GaugeMetric = z.strictObject({
  kind: z.literal('gauge'),
  ...common,
  unit: z.string().max(40).default(''),
  blocking: blocking(false),
  tolerance: RelativeTolerance,
  rows: z.array(GaugeRow),
});
export type GaugeMetric = z.infer<typeof GaugeMetric>;

export const CanaryMetric = z.discriminatedUnion('kind', [CountsMetric, SamplesMetric, HistogramMetric, GaugeMetric], {
  error: (issue) => (issue.code === 'invalid_union' ? 'one of counts, samples, histogram, gauge' : undefined),
});
export type CanaryMetric = z.infer<typeof CanaryMetric>;
