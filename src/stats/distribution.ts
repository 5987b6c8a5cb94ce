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

/** The cumulative share of a distribution: where it bends or jumps, and its values below and up to each such point; linear between. */
export interface Curve {
  readonly points: readonly number[];
  readonly below: readonly number[];
  readonly upTo: readonly number[];
}

/** Share of the buckets at `x`, which lies between two bounds; nothing is known of where values lie in a bucket without an end. */
function inside(bounds: readonly number[], next: number, x: number): number {
  if (next === 0) return 0;
  if (next >= bounds.length) return 1;
  const [from = 0, to = 0] = [bounds[next - 1], bounds[next]];
  const part = Number.isFinite(from) && Number.isFinite(to) ? (x - from) / (to - from) : 0;
  return (next - 1 + part) / (bounds.length - 1);
}

/** Share of the buckets below and up to `x`, which the bounds from `first` to before `next` are equal to. */
function bucketsAt(bounds: readonly number[], [first, next]: readonly [number, number], x: number): [number, number] {
  if (bounds.length === 0) return [0, 0];
  const last = bounds.length - 1;
  if (next > first) return [first / last, (next - 1) / last];
  const between = inside(bounds, next, x);
  return [between, between];
}

/** Index behind those entries from `index` on that are `x`; whatever stands there (NaN, a lower value), it goes on. */
function past(values: readonly number[], index: number, x: number): number {
  let next = index;
  while (next < values.length && !(at(values, next) > x)) next += 1;
  return next;
}

const at = (values: readonly number[], index: number) => values[index] ?? Number.POSITIVE_INFINITY;

/**
 * The cumulative share of a distribution as a curve, in one pass over its values and bounds.
 *
 * @example curveOf({ masses: [{ value: 5, share: 0.5 }], bounds: [0, 10], spread: 0.5 }).upTo // [0, 0.75, 1]
 */
export function curveOf({ masses, bounds, spread }: Distribution): Curve {
  const curve = { points: [] as number[], below: [] as number[], upTo: [] as number[] };
  const buckets = bounds.length < 2 ? [] : bounds;
  const values = masses.map(({ value }) => value);
  const sums = [0];
  for (const { share } of masses) sums.push(at(sums, sums.length - 1) + share);
  let [mass, bound] = [0, 0];
  while (mass < values.length || bound < buckets.length) {
    const x = Math.min(at(values, mass), at(buckets, bound));
    const [nextMass, nextBound] = [past(values, mass, x), past(buckets, bound, x)];
    const [below, upTo] = bucketsAt(buckets, [bound, nextBound], x);
    curve.points.push(x);
    curve.below.push(at(sums, mass) + spread * below);
    curve.upTo.push(at(sums, nextMass) + spread * upTo);
    [mass, bound] = [nextMass, nextBound];
  }
  return curve;
}

/** Index of the first point that is at least `x`, by bisection. */
function firstFrom(values: readonly number[], x: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) >= x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The share of a curve below and up to `x`, which lies at or before its point number `next` and behind the one before.
 *
 * @example shareAt(curveOf({ masses: [], bounds: [0, 10], spread: 1 }), 5, 1) // [0.5, 0.5]
 */
export function shareAt({ points, below, upTo }: Curve, x: number, next: number): readonly [number, number] {
  const [to, from] = [points[next], points[next - 1]];
  if (to === x) return [below[next] ?? 0, upTo[next] ?? 0];
  const start = upTo[next - 1] ?? 0;
  if (from === undefined || to === undefined || !Number.isFinite(from) || !Number.isFinite(to)) return [start, start];
  const share = start + (((below[next] ?? 0) - start) * (x - from)) / (to - from);
  return [share, share];
}

/**
 * The share of a curve up to `x`.
 *
 * @example shareUpTo(curveOf({ masses: [], bounds: [0, 10], spread: 1 }), 5) // 0.5
 */
export function shareUpTo(curve: Curve, x: number): number {
  return shareAt(curve, x, firstFrom(curve.points, x))[1];
}

/**
 * Quantiles of a curve, linear inside a bucket.
 *
 * @param wanted shares between 0 and 1
 * @returns NaN for each where the curve is empty
 * @example curveQuantiles(curveOf({ masses: [], bounds: [0, 10], spread: 1 }), [0.3, 0.5]) // [3, 5]
 */
export function curveQuantiles({ points, below, upTo }: Curve, wanted: readonly number[]): number[] {
  const whole = upTo.at(-1) ?? 0;
  return wanted.map((q) => {
    const target = q * whole;
    const index = firstFrom(upTo, target);
    const [to, from] = [points[index] ?? points.at(-1), points[index - 1]];
    if (to === undefined) return Number.NaN;
    const [start, end] = [upTo[index - 1] ?? 0, below[index] ?? 0];
    if (from === undefined || target >= end || end <= start || !Number.isFinite(from)) return to;
    return from + ((target - start) / (end - start)) * (to - from);
  });
}
