/** Coefficients of Stirling’s series: B₂ₖ ÷ (2k(2k − 1)). */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];
/** From here on the series is exact to the last digit. */
const far = 12;

/**
 * ln Γ(x) for x > 0.
 *
 * Source: Stirling’s series, Abramowitz and Stegun 6.1.40, after moving x up by Γ(x + 1) = x Γ(x).
 *
 * @example logGamma(5) // ≈ 3.1780538303479458
 */
export function logGamma(x: number): number {
  let [shifted, product] = [x, 1];
  while (shifted < far) {
    product *= shifted;
    shifted += 1;
  }
  let series = 0;
  for (const coefficient of stirling.toReversed()) series = series / shifted ** 2 + coefficient;
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series / shifted - Math.log(product)
  );
}
