import type { QuantileEstimate } from './quantile-estimate.ts';

/**
 * Interval of candidate ÷ reference from the intervals of both, by the method of variance estimates recovery on logarithms.
 *
 * Source: Zou & Donner, Statistics in Medicine 27 (2008) 1693–1702, applied to ln(candidate) - ln(reference).
 *
 * @returns [low, high], high may be Infinity
 */
export function ratioInterval(reference: QuantileEstimate, candidate: QuantileEstimate): [number, number] {
  const difference = Math.log(candidate.value) - Math.log(reference.value);
  const down = Math.hypot(Math.log(candidate.value / candidate.low), Math.log(reference.high / reference.value));
  const up = Math.hypot(Math.log(candidate.high / candidate.value), Math.log(reference.value / reference.low));
  return [Math.exp(difference - down), Math.exp(difference + up)];
}
