import type { Evidence } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { survival } from '../../stats/survival.ts';

/** Requests slower than 1.2 × the reference's quantile: what a quantile's change means for users. */
const slack = 1.2;

/**
 * The share of the candidate's requests that take longer than 1.2 × what `1 - q` of the reference's take at least.
 *
 * @param expected the reference's quantile, in seconds, with any common factor applied
 * @returns null where the candidate has no buckets
 */
export function slowerShare(candidate: Evidence, expected: number, q: number): Finding['detail'] {
  if (candidate.state !== 'present' || candidate.value.kind !== 'histogram') return null;
  const threshold = slack * expected;
  return { kind: 'slower-share', threshold, share: survival(candidate.value, threshold), expected: 1 - q };
}
