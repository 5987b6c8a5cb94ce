import { address } from '../model/address.ts';
import type { Finding } from '../model/finding.ts';
import type { Policy } from '../model/policy.ts';

/** A waiver that matches nothing is probably misspelt, or no longer needed. */
export function unusedWaivers(policy: Policy, findings: readonly Finding[]): string[] {
  if (policy.waivers.length === 0) return [];
  const known = new Set(findings.flatMap((finding) => [finding.fingerprint, address(finding)]));
  return policy.waivers
    .filter(({ finding }) => !known.has(finding))
    .map(({ finding }) => `the waiver for “${finding}” matches no check of this run`);
}
