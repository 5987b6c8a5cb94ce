/** Where a bet is centred: allowed rate, baseline’s rate, and rho × canary requests ÷ baseline requests. */
export interface BetCentre {
  readonly allowed: number;
  readonly baseline: number;
  readonly exposure: number;
}

/**
 * Size of the bet at which the implied odds of a bad canary request are `multiple` times the allowed odds.
 *
 * Source: root of the quadratic of Tollgate’s two-proportion bet; every logarithm of the bet then has a positive argument.
 *
 * @param multiple above 1: worse than allowed; below 1: better
 * @returns positive for a multiple above 1, negative below
 * @example betSize(2.5, { allowed: 0, baseline: 0, exposure: 1.2 }) // ≈ 0.375
 */
export function betSize(multiple: number, { allowed, baseline, exposure }: BetCentre): number {
  const [good, calm] = [1 - allowed, 1 - baseline];
  const a = exposure * (baseline * good - multiple * allowed * calm);
  const b = good + exposure * baseline + multiple * (allowed + exposure * calm);
  return (2 * (multiple - 1)) / (b + Math.sqrt(Math.max(0, b * b + 4 * a * (multiple - 1))));
}
