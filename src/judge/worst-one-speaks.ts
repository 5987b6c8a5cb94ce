import type { Finding, Status } from '../model/finding.ts';

const badness: Record<Status, number> = { diverged: 4, error: 3, unmeasured: 2, accepted: 1, match: 0 };

function isWorse(one: Finding, other: Finding): boolean {
  if (badness[one.status] !== badness[other.status]) return badness[one.status] > badness[other.status];
  return Math.abs(Math.log1p(one.change ?? 0)) > Math.abs(Math.log1p(other.change ?? 0));
}

/** Keeps one finding per address: of several regions or releases, the worst. */
export function worstOneSpeaks(findings: readonly Finding[]): Finding[] {
  const kept = new Map<string, Finding>();
  for (const finding of findings) {
    const known = kept.get(finding.fingerprint);
    if (known === undefined || isWorse(finding, known)) kept.set(finding.fingerprint, finding);
  }
  return [...kept.values()];
}
