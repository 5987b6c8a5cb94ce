import type { Histogram } from '../model/evidence.ts';
import { normalQuantile } from './normal-quantile.ts';
import { survivalAtBound } from './survival.ts';

/** Where a quantile lies: the estimate, and the bucket that surely holds it (`high` is Infinity beyond the last finite bound). */
export interface BucketedQuantile {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One bucket: its bounds, and the share of values above each of them. */
interface Bucket {
  readonly low: number;
  readonly high: number;
  readonly aboveLow: number;
  readonly aboveHigh: number;
}

/** Position where all places of the bucket are alike; for the lowest bucket, which has no logarithm at its lower end. */
const evenly = ({ aboveLow, aboveHigh }: Bucket, above: number) => (aboveLow - above) / (aboveLow - aboveHigh);

/**
 * How values may lie inside a bucket, as the position (0 at its lower, 1 at its upper bound) of a share of survivors.
 *
 * `log-linear`: the logarithm of the survival is linear; right for tails. `log-normal`: exact where values are log-normal, however
 * little they vary against the width of the bucket.
 */
const shapes = {
  'log-linear': ({ aboveLow, aboveHigh }: Bucket, above: number) =>
    Math.log(aboveLow / above) / Math.log(aboveLow / aboveHigh),
  'log-normal': (bucket: Bucket, above: number) => {
    const { low, high, aboveLow, aboveHigh } = bucket;
    if (!(low > 0 && aboveLow < 1)) return evenly(bucket, above);
    const [from, to] = [normalQuantile(1 - aboveLow), normalQuantile(1 - aboveHigh)];
    const x = low * (high / low) ** ((normalQuantile(1 - above) - from) / (to - from));
    return (x - low) / (high - low);
  },
} as const satisfies Record<string, (bucket: Bucket, above: number) => number>;

export type Shape = keyof typeof shapes;

/**
 * The q-quantile of a histogram, by default with the logarithm of the survival linear inside a bucket.
 *
 * Beyond the last finite bound nothing but "at least that bound" is known: value and low are that bound, high is Infinity.
 *
 * @param q between 0 and 1
 * @returns values in the histogram's unit
 * @example histogramQuantile({ kind: 'histogram', bounds: [1, 2], cumulative: [50, 100, 100], unit: 's' }, 0.5).high // 1
 */
export function histogramQuantile(histogram: Histogram, q: number, shape: Shape = 'log-linear'): BucketedQuantile {
  const { bounds } = histogram;
  const wanted = 1 - q;
  // The tiny allowance keeps the quantile of a count that is exactly on a bound inside the bucket below it.
  const enough = wanted * (1 + 1e-9) + smoothing(histogram);
  let index = 0;
  while (index < bounds.length && survivalAtBound(histogram, index) > enough) index += 1;
  const high = bounds[index];
  if (high === undefined) {
    const last = bounds.at(-1) ?? 0;
    return { value: last, low: last, high: Number.POSITIVE_INFINITY };
  }
  const low = index === 0 ? 0 : (bounds[index - 1] ?? 0);
  const [aboveHigh, aboveLow] = [survivalAtBound(histogram, index), survivalAtBound(histogram, index - 1)];
  const position = shapes[shape]({ low, high, aboveLow, aboveHigh }, wanted);
  return { value: low + Math.min(1, Math.max(0, position)) * (high - low), low, high };
}

/** What the ½ of the smoothed survival adds at most, so that "all values are ≤ bound" still counts as such. */
function smoothing({ cumulative }: Histogram): number {
  return 0.5 / ((cumulative[cumulative.length - 1] ?? 0) + 1);
}
