import { bucketMiddle } from '../tally/bucket.ts';

/** Buckets and their counts, and the exact sum and maximum of what fell into them. */
export interface Buckets {
  readonly counts: ReadonlyMap<number, number>;
  readonly sum: number;
  readonly max: number;
}

export interface Quantiles {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * The nearest-rank quantile of values in buckets: the middle of the bucket that holds the value of rank ⌈share × n⌉.
 *
 * @param sorted bucket and count, ascending, with at least one
 */
function atRank(sorted: readonly (readonly [number, number])[], rank: number): number {
  let left = rank;
  for (const [bucket, count] of sorted) {
    left -= count;
    if (left <= 0) return bucketMiddle(bucket);
  }
  return bucketMiddle(sorted.at(-1)?.[0] ?? 0);
}

/** Six significant digits: more would only be the noise of floating-point sums. */
export function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

/** Mean, quantiles and largest of values in buckets, each divided by `per`; null where there are no values. */
export function quantilesOf({ counts, sum, max }: Buckets, per: number): Quantiles | null {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const count = sorted.reduce((total, [, one]) => total + one, 0);
  if (count === 0) return null;
  const at = (share: number) => rounded(Math.min(atRank(sorted, Math.ceil(share * count)), max) / per);
  return {
    count,
    mean: rounded(sum / count / per),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: rounded(max / per),
  };
}
