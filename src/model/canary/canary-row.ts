import { z } from 'zod';
import { mostCounted } from '../evidence.ts';

const Amount = z.number().nonnegative().max(mostCounted);

/** Requests of one side in one interval, and how many of them were bad. */
export const CanaryCounts = z
  .strictObject({ bad: Amount, total: Amount })
  .refine(({ bad, total }) => bad <= total, { path: ['bad'], message: 'no more than `total`' });
export type CanaryCounts = z.infer<typeof CanaryCounts>;

/** Measured values of one side in one interval; a side without requests has none. */
export const CanarySamples = z.array(z.number().nonnegative());

/** Bucket increases of one side over one interval: cumulative over the bounds, the last entry is the total (+Inf). */
export const CanaryBuckets = z.array(Amount).refine((counts) => counts.every((n, at) => n >= (counts[at - 1] ?? 0)), {
  message: 'counts that do not fall from bucket to bucket (they are cumulative)',
});

/** One closed interval of both sides; `null` where a side was not measured. */
const rowOf = <Side extends z.ZodType>(side: Side) =>
  z.strictObject({ canary: side.nullable(), baseline: side.nullable() });

export const CountsRow = rowOf(CanaryCounts);
export type CountsRow = z.infer<typeof CountsRow>;

export const SamplesRow = rowOf(CanarySamples);
export type SamplesRow = z.infer<typeof SamplesRow>;

export const BucketsRow = rowOf(CanaryBuckets);
export type BucketsRow = z.infer<typeof BucketsRow>;

export const GaugeRow = rowOf(z.number().nonnegative());
export type GaugeRow = z.infer<typeof GaugeRow>;
