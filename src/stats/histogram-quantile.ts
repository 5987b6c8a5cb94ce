import type { Histogram } from '../model/evidence.ts';
import { survivalAtBound } from './survival.ts';

/** Where a quantile lies: the estimate, and the bucket that surely holds it (`high` is Infinity beyond the last finite bound). */
export interface BucketedQuantile {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The q-quantile of a histogram, with the logarithm of the survival linear inside a bucket.
 *
 * Beyond the last finite bound nothing but "at least that bound" is known: value and low are that bound, high is Infinity.
 *
 * @param q between 0 and 1
 * @returns values in the histogram's unit
 * @example histogramQuantile({ kind: 'histogram', bounds: [1, 2], cumulative: [50, 100, 100], unit: 's' }, 0.5).high // 1
 */
export function histogramQuantile(histogram: Histogram, q: number): BucketedQuantile {
  const wanted = 1 - q;
  // The tiny allowance keeps the quantile of a count that is exactly on a bound inside the bucket below it.
  const index = histogram.bounds.findIndex(
    (_, position) => survivalAtBound(histogram, position) <= wanted * (1 + 1e-9) + smoothing(histogram),
  );
  if (index === -1) {
    const last = histogram.bounds.at(-1) ?? 0;
    return { value: last, low: last, high: Number.POSITIVE_INFINITY };
  }
  const high = histogram.bounds[index] ?? 0;
  const low = index === 0 ? 0 : (histogram.bounds[index - 1] ?? 0);
  const [above, below] = [survivalAtBound(histogram, index), survivalAtBound(histogram, index - 1)];
  const share = Math.log(wanted / above) / Math.log(below / above);
  return { value: high - Math.min(1, Math.max(0, share)) * (high - low), low, high };
}

/** What the ½ of the smoothed survival adds at most, so that "all values are ≤ bound" still counts as such. */
function smoothing(histogram: Histogram): number {
  return 0.5 / ((histogram.cumulative.at(-1) ?? 0) + 1);
}
