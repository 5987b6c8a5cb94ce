const term = (p: number, middle: number) => (p > 0 ? p * Math.log2(p / middle) : 0);

/**
 * The Jensen–Shannon distance of two mixes: the square root of the divergence in bits.
 *
 * @param pairs share of each category in one mix and in the other, each side adding up to 1
 * @returns 0 (the same) to 1 (nothing in common)
 * @example jensenShannon([[1, 0], [0, 1]]) // 1
 */
export function jensenShannon(pairs: readonly (readonly [number, number])[]): number {
  const bits = pairs.reduce((sum, [p, q]) => sum + (term(p, (p + q) / 2) + term(q, (p + q) / 2)) / 2, 0);
  return Math.sqrt(Math.max(0, bits));
}

/**
 * What the distance of two samples of one mix stays under, but once in a thousand: 8 ln 2 · nm/(n+m) times the divergence is about
 * χ² with one degree of freedom less than there are categories; its quantile by Wilson and Hilferty.
 *
 * @example jensenShannonNoise(5, [30000, 30000]) // ≈ 0.015
 */
export function jensenShannonNoise(categories: number, [n, m]: readonly [number, number]): number {
  const degrees = Math.max(1, categories - 1);
  const third = 2 / (9 * degrees);
  const quantile = degrees * (1 - third + 3.09 * Math.sqrt(third)) ** 3;
  return Math.sqrt((quantile * (1 / n + 1 / m)) / (8 * Math.LN2));
}
