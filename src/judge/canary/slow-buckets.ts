import type { BucketsRow } from '../../model/canary/canary-row.ts';
import { type Interval, nothingSeen } from './interval.ts';
import type { BucketProbe } from './probe-buckets.ts';

const totalOf = (cumulative: readonly number[]) => cumulative.at(-1) ?? 0;
const upTo = (cumulative: readonly number[], bound: number) => (bound < 0 ? 0 : (cumulative[bound] ?? 0));

/** Slow requests of one interval out of its buckets; without a probe the interval only calibrates. */
export function slowBuckets({ canary, baseline }: BucketsRow, probe: BucketProbe | null): Interval {
  if (probe === null) return nothingSeen;
  const { canaryBound, baselineBound, weight } = probe;
  const [ours, theirs] = [canary ?? [], baseline ?? []];
  return {
    canaryBad: totalOf(ours) - upTo(ours, canaryBound),
    canaryTotal: totalOf(ours),
    baselineBad: totalOf(theirs) - upTo(theirs, baselineBound),
    baselineTotal: totalOf(theirs),
    partial: upTo(theirs, baselineBound) - upTo(theirs, baselineBound - 1),
    partialWeight: weight,
  };
}
