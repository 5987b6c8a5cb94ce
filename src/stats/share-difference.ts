import { wilsonInterval } from './wilson-interval.ts';

/** A share of so many trials. */
export interface Proportion {
  readonly share: number;
  readonly total: number;
}

/**
 * Interval of `candidate - reference` by Newcombe's hybrid score method (his method 10).
 *
 * Source: Newcombe, Statistics in Medicine 17 (1998) 873–890.
 *
 * @param z width in standard errors
 * @example shareDifference({ share: 0.1, total: 1000 }, { share: 0.1, total: 1000 }, 3)[0] // ≈ -0.04
 */
export function shareDifference(reference: Proportion, candidate: Proportion, z: number): [number, number] {
  const [referenceLow, referenceHigh] = wilsonInterval(reference.share, reference.total, z);
  const [candidateLow, candidateHigh] = wilsonInterval(candidate.share, candidate.total, z);
  const difference = candidate.share - reference.share;
  return [
    difference - Math.hypot(candidate.share - candidateLow, referenceHigh - reference.share),
    difference + Math.hypot(candidateHigh - candidate.share, reference.share - referenceLow),
  ];
}
