import { logGamma } from './log-gamma.ts';

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);

/** Counts of two kinds, and the share that the first is said to have. */
export interface ShareCounts {
  readonly first: number;
  readonly second: number;
  /** Between 0 and 1, exclusive. */
  readonly share: number;
}

/** Strength of the prior around the share that is tested. */
const strength = 100;

/**
 * Logarithm of the Bayes factor against “each event is of the first kind with probability `share`”; anytime-valid, two-sided.
 *
 * Source: beta-binomial mixture, Lindon and Malek, NeurIPS 2022, arXiv 2011.03567.
 *
 * @example shareBayesFactor({ first: 12, second: 40, share: 0.05 }) // ≈ 4.00897655402
 */
export function shareBayesFactor({ first, second, share }: ShareCounts): number {
  const [a, b] = [strength * share, strength * (1 - share)];
  return logBeta(a + first, b + second) - logBeta(a, b) - first * Math.log(share) - second * Math.log(1 - share);
}
