import type { GuardOutcome } from './evidence/guard-outcome.ts';

/** What became of an attempt to prove a guard. */
export interface Proving {
  /**
   * - `proven`: it failed on the bad target and passed on the good one.
   * - `refuted`: both were measured, and it did not.
   * - `inconclusive`: a side says nothing, or failed for another reason than the incident's, which is no proof.
   * - `unreachable`: nobody answered on a side.
   */
  readonly result: 'proven' | 'refuted' | 'inconclusive' | 'unreachable';
  readonly message: string;
}

/** Tells whether a guard is proven. One side that refutes it is enough: a guard that passes on the bad target finds nothing. */
export function judgeProof(bad: GuardOutcome, good: GuardOutcome): Proving {
  if (bad.outcome === 'passed')
    return { result: 'refuted', message: 'the guard passes on the bad target: it would not have caught the incident' };
  if (good.outcome === 'failed')
    return { result: 'refuted', message: 'the guard fails on the good target: it would always be red' };
  if (bad.outcome === 'failed' && good.outcome === 'passed')
    return { result: 'proven', message: 'the guard fails on the bad target and passes on the good one' };
  // The good one is not asked where the bad one says nothing.
  const [name, open] = bad.outcome === 'failed' ? (['good', good] as const) : (['bad', bad] as const);
  return {
    result: open.outcome === 'unreachable' ? 'unreachable' : 'inconclusive',
    message: `no proof, for nothing was measured: ${name}: ${open.why}`,
  };
}
