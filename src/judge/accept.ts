import { address } from '../model/address.ts';
import type { Finding } from '../model/finding.ts';
import type { AcceptedUntil, Baseline } from '../model/policy.ts';
import { isUnreachable } from '../model/reason-codes.ts';
import type { Comparison } from './comparison.ts';
import { differenceOf, isSevere } from './difference.ts';

/** Days after which a baseline no longer counts. */
export const baselineDays = 30;
/** A difference may grow by this much (of its size) before the baseline no longer covers it. */
const growth = 1.25;

const day = 86_400_000;

/** As much of a comparison as says what is accepted. */
type Accepting = Pick<Comparison, 'policy' | 'today'>;

function addresses(finding: Finding): string[] {
  return [finding.fingerprint, address(finding)];
}

function waive(finding: Finding, waiver: AcceptedUntil, today: string): Finding {
  const record = { reason: waiver.reason, owner: waiver.owner, expires: waiver.expires };
  if (today > waiver.expires) {
    return {
      ...finding,
      reasonCode: 'waiver-expired',
      waiver: record,
      message: `${finding.message}; its waiver ended on ${waiver.expires}`,
    };
  }
  return { ...finding, status: 'accepted', reasonCode: 'waived', waiver: record };
}

/** A baseline covers a difference that it holds, that has neither grown nor turned round nor become severe, and only for 30 days. */
function isCovered(finding: Finding, baseline: Baseline | null, today: string): boolean {
  if (baseline === null || isSevere(finding)) return false;
  const known = new Map(Object.entries(baseline.entries)).get(finding.fingerprint);
  const now = differenceOf(finding);
  if (known === undefined || now === null || known.kind !== now.kind) return false;
  const age = (Date.parse(today) - Date.parse(baseline.writtenAt.slice(0, 10))) / day;
  const isFresh = age >= 0 && age <= baselineDays;
  return (
    isFresh && Math.sign(now.size) === Math.sign(known.size) && Math.abs(now.size) <= Math.abs(known.size) * growth
  );
}

/** A gap can be expected; a provider that gives no answer never is. */
function isExpected(finding: Finding, comparison: Accepting): boolean {
  if (finding.status !== 'unmeasured' || isUnreachable(finding.reasonCode)) return false;
  const own = address(finding);
  const check = `${finding.dimension}/${finding.check}`;
  return comparison.policy.expected.some(
    (one) => one.check === own || one.check === check || `${one.check}-measured` === check,
  );
}

/** Applies waivers and the baseline to diverged findings, and `expected: unmeasured` to unmeasured ones. */
export function accept(comparison: Accepting, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => {
    if (isExpected(finding, comparison)) {
      return { ...finding, required: false, reasonCode: 'expected-unmeasured' };
    }
    if (finding.status !== 'diverged') return finding;
    const waiver = comparison.policy.waivers.find((one) => addresses(finding).includes(one.finding));
    if (waiver !== undefined) return waive(finding, waiver, comparison.today);
    return isCovered(finding, comparison.policy.baseline, comparison.today)
      ? { ...finding, status: 'accepted', reasonCode: 'baseline' }
      : finding;
  });
}
