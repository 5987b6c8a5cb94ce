import { type Curve, shareAt } from './distribution.ts';

/**
 * The Kolmogorov–Smirnov distance of two cumulative shares: their largest difference anywhere.
 *
 * @returns 0 to 1, and the value at which it is reached
 * @example kolmogorovSmirnov({ points: [0, 10], below: [0, 1], upTo: [0, 1] }, { points: [5, 15], below: [0, 1], upTo: [0, 1] }).distance // 0.5
 */
export function kolmogorovSmirnov(one: Curve, other: Curve): { distance: number; at: number } {
  let [distance, at] = [0, Number.NaN];
  let [left, right] = [0, 0];
  // Between two points both shares are linear; at a point either may jump, so both its sides count.
  while (left < one.points.length || right < other.points.length) {
    const [a = Number.POSITIVE_INFINITY, b = Number.POSITIVE_INFINITY] = [one.points[left], other.points[right]];
    const x = Math.min(a, b);
    const [ours, theirs] = [shareAt(one, x, left), shareAt(other, x, right)];
    const here = Math.max(Math.abs(ours[0] - theirs[0]), Math.abs(ours[1] - theirs[1]));
    if (here > distance) [distance, at] = [here, x];
    // Written so that NaN moves both on.
    if (!(a > b)) left += 1;
    if (!(b > a)) right += 1;
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
