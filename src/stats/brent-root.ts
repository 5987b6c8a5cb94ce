interface Search {
  readonly f: (x: number) => number;
  /** Absolute width at which the search ends. */
  readonly tolerance: number;
  readonly iterations?: number;
}

/** The best point so far, the point before it, and a point on the other side of the root. */
interface Points {
  best: number;
  before: number;
  other: number;
  atBest: number;
  atBefore: number;
  atOther: number;
}

/** Makes the point with the smaller value the best one. */
function order(points: Points): void {
  if (!(Math.abs(points.atOther) < Math.abs(points.atBest))) return;
  [points.before, points.best, points.other] = [points.best, points.other, points.best];
  [points.atBefore, points.atBest, points.atOther] = [points.atBest, points.atOther, points.atBest];
}

/** A secant through two points, or a parabola in the function's value through three, as the fraction `p / q` of a step. */
function interpolated({ best, before, other, atBest, atBefore, atOther }: Points): { p: number; q: number } {
  const width = other - best;
  const toBefore = atBest / atBefore;
  if (before === other) return { p: width * toBefore, q: 1 - toBefore };
  const ratio = atBefore / atOther;
  const toOther = atBest / atOther;
  return {
    p: toBefore * (width * ratio * (ratio - toOther) - (best - before) * (toOther - 1)),
    q: (ratio - 1) * (toOther - 1) * (toBefore - 1),
  };
}

/** Half the bracket, or an interpolated step where that is sure to converge. */
function nextStep(points: Points, enough: number): number {
  const half = (points.other - points.best) / 2;
  const last = points.best - points.before;
  if (!(Math.abs(last) >= enough && Math.abs(points.atBefore) > Math.abs(points.atBest))) return half;
  let { p, q } = interpolated(points);
  if (p > 0) q = -q;
  else p = -p;
  const converges =
    p < 0.75 * (points.other - points.best) * q - Math.abs(enough * q) / 2 && p < Math.abs((last * q) / 2);
  return converges ? p / q : half;
}

/**
 * Where a function is zero between two points, by Brent's method; NaN where the function is.
 *
 * The two points should have values of opposite sign; where they have not, the answer is only some point between them.
 *
 * Source: R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4.
 *
 * @example brentRoot([0, 2], { f: (x) => x * x - 2, tolerance: 1e-12 }) // ≈ 1.414
 */
export function brentRoot([low, high]: readonly [number, number], search: Search): number {
  const { f, tolerance, iterations = 1000 } = search;
  const [atLow, atHigh] = [f(low), f(high)];
  const points = { best: high, before: low, other: low, atBest: atHigh, atBefore: atLow, atOther: atLow };
  for (let run = 0; run < iterations; run += 1) {
    if (Number.isNaN(points.atBest) || Number.isNaN(points.atOther)) return Number.NaN;
    order(points);
    const enough = 2 * Number.EPSILON * Math.abs(points.best) + tolerance / 2;
    if (Math.abs(points.other - points.best) / 2 <= enough || points.atBest === 0) return points.best;
    const step = nextStep(points, enough);
    points.before = points.best;
    points.atBefore = points.atBest;
    points.best += Math.abs(step) < enough ? Math.sign(step) * enough : step;
    points.atBest = f(points.best);
    if (points.atBest > 0 === points.atOther > 0 && points.atBest !== 0) {
      points.other = points.before;
      points.atOther = points.atBefore;
    }
  }
  return points.best;
}
