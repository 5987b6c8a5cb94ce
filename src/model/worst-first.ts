import type { Finding, Status } from './finding.ts';
import { severities } from './finding.ts';

const statuses: readonly Status[] = ['diverged', 'error', 'unmeasured', 'accepted', 'match'];

/** A finding with what it is sorted by, worked out once: a sort of ten thousand findings asks a hundred thousand times. */
interface Ranked {
  readonly finding: Finding;
  readonly rank: number;
  readonly size: number;
}

/**
 * Orders findings worst first: by status (a required unmeasured check before an optional one), then severity, then size of the
 * difference, then names. The order is total, so that the same findings always give the same report.
 *
 * @example worstFirst([]) // []
 */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings
    .map((finding): Ranked => ({ finding, rank: rankOf(finding), size: sizeOfDifference(finding) }))
    .sort(compare)
    .map(({ finding }) => finding);
}

function rankOf(finding: Finding): number {
  const { status, severity } = finding;
  const mildness = severities.length - 1 - severities.indexOf(severity);
  return (statuses.indexOf(status) * 2 + optional(finding)) * severities.length + mildness;
}

function compare(one: Ranked, other: Ranked): number {
  const [a, b] = [one.finding, other.finding];
  return (
    one.rank - other.rank ||
    ascending(other.size, one.size) ||
    ascending(a.dimension, b.dimension) ||
    ascending(a.check, b.check) ||
    ascending(a.subject, b.subject) ||
    ascending(a.fingerprint, b.fingerprint)
  );
}

function ascending<T extends number | string>(a: T, b: T): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

function optional(finding: Finding): number {
  return finding.status === 'unmeasured' && !finding.required ? 1 : 0;
}

/** |ln(candidate / reference)|; where a side is nothing or there is no ratio, the share that is concerned; never NaN, so that the order stays total. */
function sizeOfDifference({ change, detail, candidate, reference }: Finding): number {
  const logarithm = change === null ? Number.NaN : Math.abs(Math.log1p(change));
  const share = detail?.['share'];
  const difference = Math.abs((candidate?.value ?? 0) - (reference?.value ?? 0));
  const sizes = [
    Number.isFinite(logarithm) ? logarithm : Number.NaN,
    typeof share === 'number' ? share : Number.NaN,
    logarithm,
    difference,
  ];
  return sizes.find((size) => !Number.isNaN(size)) ?? 0;
}
