import { median } from './median.ts';

/**
 * Theil–Sen slope: the median of the slopes between all pairs of points; NaN without two different x.
 *
 * Source: Sen, JASA 63 (1968) 1379–1389. Up to 200 points all pairs are used; beyond that evenly spaced ones.
 *
 * @example theilSen([1, 2, 3], [2, 4, 60]) // 29
 */
export function theilSen(xs: readonly number[], ys: readonly number[]): number {
  const step = Math.max(1, Math.ceil(xs.length / 200));
  const slopes: number[] = [];
  for (let first = 0; first < xs.length; first += step) {
    for (let second = first + step; second < xs.length; second += step) {
      const run = (xs[second] ?? Number.NaN) - (xs[first] ?? Number.NaN);
      const slope = ((ys[second] ?? Number.NaN) - (ys[first] ?? Number.NaN)) / run;
      if (Number.isFinite(slope)) slopes.push(slope);
    }
  }
  return slopes.length === 0 ? Number.NaN : median(slopes);
}
