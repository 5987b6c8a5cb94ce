/** Coefficients of the polynomial in 1 / (1 + 0.2316419 z). */
const b = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153, 0];

/**
 * The chance that a standard normal number is above z, to an absolute error of 7.5e-8.
 *
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.2.17.
 *
 * @example normalSurvival(1.959964) // ≈ 0.025
 */
export function normalSurvival(z: number): number {
  if (z < 0) return 1 - normalSurvival(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial = b.reduce((sum, coefficient) => sum * t + coefficient, 0);
  return (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}
