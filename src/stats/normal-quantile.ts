/** Coefficients of Acklam's rational approximation: middle (a / b) and tails (c / d). */
const a = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
const c = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
const tail = 0.02425;

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

/**
 * Quantile of the standard normal distribution, to a relative error of 1.2e-9.
 *
 * Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
 *
 * @param p between 0 and 1, both excluded
 * @example normalQuantile(0.975) // ≈ 1.959964
 */
export function normalQuantile(p: number): number {
  if (p > 1 - tail) return -normalQuantile(1 - p);
  if (p < tail) {
    const x = Math.sqrt(-2 * Math.log(p));
    return polynomial(c, x) / polynomial(d, x);
  }
  const x = p - 0.5;
  return (polynomial(a, x * x) * x) / polynomial(b, x * x);
}
