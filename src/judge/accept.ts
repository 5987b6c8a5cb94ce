import type { Finding } from '../model/finding.ts';
import type { AcceptedUntil, Baseline } from '../model/policy.ts';
import type { Comparison } from './comparison.ts';

/** Days after which a baseline no longer counts. */
export const baselineDays = 30;
/** A difference may grow by this much (on its logarithm or difference) before the baseline no longer covers it. */
const growth = 1.25;

const day = 86_400_000;

function addresses(finding: Finding): string[] {
  return [finding.fingerprint, `${finding.dimension}/${finding.check} ${finding.subject}`];
}

/** Size of a difference, the same for faster and slower; infinite where one side is nothing. */
export function sizeOf(finding: Finding): number {
  if (finding.change !== null && finding.change > -1) return Math.abs(Math.log1p(finding.change));
  const difference = Math.abs((finding.candidate?.value ?? 0) - (finding.reference?.value ?? 0));
  return difference;
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

/** A baseline covers a difference that it holds, that has not grown, that would not block, and only for 30 days. */
function isCovered(finding: Finding, baseline: Baseline | null, today: string): boolean {
  if (baseline === null || finding.severity === 'block') return false;
  const known = new Map(Object.entries(baseline.entries)).get(finding.fingerprint);
  const age = (Date.parse(today) - Date.parse(baseline.writtenAt.slice(0, 10))) / day;
  return known !== undefined && age >= 0 && age <= baselineDays && sizeOf(finding) <= known * growth;
}

function isExpected(finding: Finding, comparison: Comparison): boolean {
  const [, address = ''] = addresses(finding);
  const check = `${finding.dimension}/${finding.check}`;
  return comparison.policy.expected.some(
    (one) => one.check === address || one.check === check || `${one.check}-measured` === check,
  );
}

/** Applies waivers and the baseline to diverged findings, and `expected: unmeasured` to unmeasured ones. */
export function accept(comparison: Comparison, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => {
    if (finding.status === 'unmeasured' && isExpected(finding, comparison)) {
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
