import { countAbove } from '../../stats/count-above.ts';
import { type Interval, nothingSeen } from './interval.ts';

/** Ascending values of both sides in one interval. */
export interface SortedRow {
  readonly canary: Float64Array;
  readonly baseline: Float64Array;
}

/** Values that are equal but for rounding are not above each other, in whatever unit they are written. */
const rounding = 1e-12;

/**
 * Slow requests of one interval: the baseline’s above the quantile of its own past, the canary’s above `ratio` times it.
 *
 * The quantile is the smallest past value that at least a share `quantile` of the past does not exceed.
 *
 * @param past ascending values of the baseline before the interval; without any the interval only calibrates
 */
export function slowSamples(
  { canary, baseline }: SortedRow,
  past: Float64Array,
  { quantile, ratio }: { readonly quantile: number; readonly ratio: number },
): Interval {
  if (past.length === 0) return nothingSeen;
  const rank = Math.max(1, Math.ceil(quantile * past.length * (1 - rounding)));
  const threshold = past[rank - 1] ?? 0;
  return {
    ...nothingSeen,
    canaryBad: countAbove(canary, threshold * ratio * (1 + rounding)),
    canaryTotal: canary.length,
    baselineBad: countAbove(baseline, threshold),
    baselineTotal: baseline.length,
  };
}
