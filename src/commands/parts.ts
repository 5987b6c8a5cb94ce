import { narrowPolicy } from '../config/narrow-policy.ts';
import { type Part, parts } from '../model/part.ts';
import type { Policy } from '../model/policy.ts';
import { UsageError } from '../model/usage-error.ts';

/**
 * Reads the parts that `--only` names, joined by commas; null where nothing is named.
 *
 * @example parseParts('data') // ['data']
 * @throws UsageError for an unknown part
 */
export function parseParts(text: string | undefined): Part[] | null {
  if (text === undefined) return null;
  return text.split(',').map((word) => {
    const known = parts.find((part) => part === word.trim());
    if (known !== undefined) return known;
    throw new UsageError('invalid-option', `--only: wanted ${parts.join(' or ')}, not "${word.trim()}"`);
  });
}

/** The policy for the parts that were asked for, or as it is where none was named. */
export function policyOf(policy: Policy, only: readonly Part[] | null): Policy {
  return only === null ? policy : narrowPolicy(policy, only);
}
