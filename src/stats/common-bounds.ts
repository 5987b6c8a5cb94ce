/**
 * Bounds that two histograms share, ascending; equal up to a relative difference of 1e-9 (1.0 and 0.1 × 10).
 *
 * @example commonBounds([0.1, 0.5, 1], [0.1, 0.25, 1]) // [0.1, 1]
 */
export function commonBounds(one: readonly number[], other: readonly number[]): number[] {
  // Nearly all histograms of a service have the very same bounds.
  const isSame = one.length === other.length && one.every((bound, index) => bound === other[index]);
  return isSame ? [...one] : one.filter((bound) => other.some((candidate) => isSameBound(bound, candidate)));
}

/** Tells whether two histogram bounds are the same number up to rounding. */
export function isSameBound(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
}
