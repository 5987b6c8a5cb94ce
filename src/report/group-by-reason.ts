import type { Finding } from '../model/finding.ts';
import { isUnreachable, type ReasonCode, reasons } from '../model/reason-codes.ts';

/** Findings that were not measured for one and the same reason. */
export interface ReasonGroup {
  readonly code: ReasonCode;
  readonly means: string;
  readonly todo: string;
  /** Whether the verdict waits for one of them. */
  readonly required: boolean;
  readonly findings: readonly Finding[];
  /** What the provider said, where it is not reachable; each answer once. */
  readonly answers: readonly string[];
}

const answersShown = 3;

/**
 * Groups findings by the reason why they were not measured: 2,000 routes without traffic are one group, not 2,000 lines.
 *
 * What the verdict waits for comes first, then the largest group.
 */
export function groupByReason(findings: readonly Finding[]): ReasonGroup[] {
  return [...Map.groupBy(findings, ({ reasonCode }) => reasonCode)]
    .map(([code, members]) => ({
      code,
      means: reasons[code].means,
      todo: reasons[code].todo,
      required: members.some(({ required }) => required),
      findings: members,
      answers: isUnreachable(code) ? [...new Set(members.map(({ message }) => message))].slice(0, answersShown) : [],
    }))
    .toSorted(
      (a, b) =>
        Number(b.required) - Number(a.required) || b.findings.length - a.findings.length || (a.code < b.code ? -1 : 1),
    );
}
