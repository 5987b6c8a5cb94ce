import type { Check } from '../guards/guard-check.ts';
import { type GuardOutcome, judged } from './guard-outcome.ts';

/** One address of a name. */
export interface NameAnswer {
  readonly address: string;
  /** Seconds. */
  readonly ttl: number;
}

/** Tells whether a name has enough addresses, none of which may be kept for too long. */
export function judgeNames(
  answers: readonly NameAnswer[],
  { name, type, least, maxTtl }: Extract<Check, { kind: 'dns' }>,
): GuardOutcome {
  const addresses = new Set(answers.map(({ address }) => address)).size;
  if (!(addresses >= least))
    return judged(false, `${name} has ${addresses} addresses (${type}), wanted at least ${least}`);
  const longest = Math.max(...answers.map(({ ttl }) => ttl));
  return judged(
    longest <= maxTtl,
    `${name} has ${addresses} addresses, kept for up to ${longest} s; tolerated ${maxTtl} s`,
  );
}
