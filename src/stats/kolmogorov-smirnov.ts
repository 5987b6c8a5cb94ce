import { breakpoints, cumulative, type Distribution } from './distribution.ts';

/**
 * The Kolmogorov–Smirnov distance of two distributions: the largest difference of their cumulative shares anywhere.
 *
 * @returns 0 to 1, and the value at which it is reached
 * @example kolmogorovSmirnov({ masses: [], bounds: [0, 10], spread: 1 }, { masses: [], bounds: [5, 15], spread: 1 }).distance // 0.5
 */
export function kolmogorovSmirnov(one: Distribution, other: Distribution): { distance: number; at: number } {
  const [left, right] = [cumulative(one), cumulative(other)];
  let [distance, at] = [0, Number.NaN];
  // Between two points both shares are linear; at a point either may jump, so both its sides count.
  for (const point of new Set([...breakpoints(one), ...breakpoints(other)])) {
    const [a, b] = [left(point), right(point)];
    const here = Math.max(Math.abs(a.below - b.below), Math.abs(a.upTo - b.upTo));
    if (here > distance) [distance, at] = [here, point];
  }
  return { distance, at };
}

/**
 * What the distance of two samples of one distribution stays under, but once in a thousand: 1.95 √(1/n + 1/m), the asymptotic
 * quantile, and the width of the buckets that the samples are kept in.
 *
 * @example kolmogorovSmirnovNoise([30000, 30000], 100) // ≈ 0.026
 */
export function kolmogorovSmirnovNoise([n, m]: readonly [number, number], buckets: number): number {
  return 1.95 * Math.sqrt(1 / n + 1 / m) + (buckets > 0 ? 1 / buckets : 0);
}
