/**
 * A distribution as the planner of a database sees it: single values that carry a share of the rows each, and the rest spread
 * evenly over buckets that hold equally many.
 */
export interface Distribution {
  /** Single values, ascending, with their shares. */
  readonly masses: readonly { readonly value: number; readonly share: number }[];
  /** Ascending bounds of the buckets; fewer than two where everything is in `masses`. */
  readonly bounds: readonly number[];
  /** Share of all buckets together. */
  readonly spread: number;
}

/** Share of the values below `x` and share of those that are `x` or below. */
export interface CumulativeShare {
  readonly below: number;
  readonly upTo: number;
}

/** Index of the first entry that is greater than `x` (or, with `orEqual`, at least `x`). */
function firstAbove(count: number, at: (index: number) => number, [x, orEqual]: readonly [number, boolean]): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = at(middle);
    if (value > x || (orEqual && value === x)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Position of `x` among the bounds, 0 at the first and 1 at the last. */
function place(bounds: readonly number[], x: number, orEqual: boolean): number {
  const last = bounds.length - 1;
  const above = firstAbove(bounds.length, (index) => bounds[index] ?? 0, [x, orEqual]);
  if (above === 0) return 0;
  if (above > last) return 1;
  const [from = 0, to = 0] = [bounds[above - 1], bounds[above]];
  const inside = Number.isFinite(from) && Number.isFinite(to) && to > from ? (x - from) / (to - from) : 0;
  return (above - 1 + Math.min(1, inside)) / last;
}

/**
 * A function that tells the cumulative share of a distribution at a value.
 *
 * @example cumulative({ masses: [], bounds: [0, 10], spread: 1 })(5).upTo // 0.5
 */
export function cumulative(distribution: Distribution): (x: number) => CumulativeShare {
  const { masses, bounds, spread } = distribution;
  const sums = [0];
  for (const { share } of masses) sums.push((sums.at(-1) ?? 0) + share);
  const massUpTo = (x: number, orEqual: boolean) =>
    sums[firstAbove(masses.length, (index) => masses[index]?.value ?? 0, [x, orEqual])] ?? 0;
  const spreadUpTo = (x: number, orEqual: boolean) => (bounds.length < 2 ? 0 : spread * place(bounds, x, orEqual));
  return (x) => ({
    below: massUpTo(x, true) + spreadUpTo(x, true),
    upTo: massUpTo(x, false) + spreadUpTo(x, false),
  });
}

/** Every value at which the cumulative share bends or jumps, ascending, each once. */
export function breakpoints({ masses, bounds }: Distribution): number[] {
  return [...new Set([...masses.map(({ value }) => value), ...bounds])].sort((a, b) => a - b);
}

/**
 * Quantiles of a distribution, linear inside a bucket, in one pass.
 *
 * @param wanted shares between 0 and 1
 * @returns NaN for each where the distribution is empty
 * @example distributionQuantiles({ masses: [], bounds: [0, 10], spread: 1 }, [0.3, 0.5]) // [3, 5]
 */
export function distributionQuantiles(distribution: Distribution, wanted: readonly number[]): number[] {
  const share = cumulative(distribution);
  const points = breakpoints(distribution).map((value) => ({ value, ...share(value) }));
  const whole = points.at(-1)?.upTo ?? 0;
  return wanted.map((q) => {
    const target = q * whole;
    const index = firstAbove(points.length, (at) => points[at]?.upTo ?? 0, [target, true]);
    const [to, from] = [points[index] ?? points.at(-1), points[index - 1]];
    if (to === undefined) return Number.NaN;
    if (from === undefined || target >= to.below || to.below <= from.upTo || !Number.isFinite(from.value))
      return to.value;
    return from.value + ((target - from.upTo) / (to.below - from.upTo)) * (to.value - from.value);
  });
}

/**
 * One quantile of a distribution.
 *
 * @param q between 0 and 1
 * @returns NaN for an empty distribution
 * @example distributionQuantile({ masses: [], bounds: [0, 10], spread: 1 }, 0.3) // 3
 */
export function distributionQuantile(distribution: Distribution, q: number): number {
  return distributionQuantiles(distribution, [q])[0] ?? Number.NaN;
}
