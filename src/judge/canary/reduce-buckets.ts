import type { BucketsRow } from '../../model/canary/canary-row.ts';
import { type Interval, nothingSeen } from './interval.ts';
import { type BucketProbe, probeBuckets } from './probe-buckets.ts';
import { inSequence, type Reduced, type Reduction } from './reduction.ts';

const totalOf = (cumulative: readonly number[]) => cumulative.at(-1) ?? 0;
const upTo = (cumulative: readonly number[], bound: number) => (bound < 0 ? 0 : (cumulative[bound] ?? 0));

function intervalOf({ canary, baseline }: BucketsRow, { canaryBound, baselineBound, weight }: BucketProbe): Interval {
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

/** Bets are not centred beyond these shares: a quantile that is nearly nothing or nearly all gives none. */
const centreOf = (slowShare: number) => Math.min(0.9, Math.max(1e-4, slowShare));

/** Without a probe a row only calibrates. */
function reduce(row: BucketsRow, probe: BucketProbe | null, quantile: number): Reduced {
  if (probe === null) return { interval: nothingSeen, centre: 1 - quantile };
  return { interval: intervalOf(row, probe), centre: centreOf(probe.slowShare), isCoarse: !probe.isNear };
}

/** Buckets, what is judged about them, and what the baseline’s were before the first row. */
export interface BucketSettings {
  readonly bounds: readonly number[];
  readonly quantiles: readonly number[];
  readonly history: readonly number[] | null;
}

/** Slow requests out of buckets: those above the bound nearest to a quantile of the baseline’s past. */
export function reduceBuckets(rows: readonly BucketsRow[], { bounds, quantiles, history }: BucketSettings): Reduction {
  let past: readonly number[] = history ?? new Array<number>(bounds.length + 1).fill(0);
  const prepare = inSequence(rows, (row) => {
    const prepared = { row, past };
    past = past.map((count, at) => count + (row.baseline?.[at] ?? 0));
    return prepared;
  });
  return {
    parts: quantiles.length,
    at: (at, ratio) => {
      const prepared = prepare(at);
      return quantiles.map((quantile) =>
        reduce(prepared.row, probeBuckets(bounds, prepared.past, { quantile, ratio }), quantile),
      );
    },
  };
}
