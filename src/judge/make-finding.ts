import type { Dimension } from '../model/dimension.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Finding, Severity, Status, Tolerance } from '../model/finding.ts';
import type { Profile } from '../model/profile.ts';
import { type ReasonCode, reasons } from '../model/reason-codes.ts';
import type { Comparison } from './comparison.ts';
import { explanationOf } from './explanations.ts';
import { fingerprint } from './fingerprint.ts';

/** What a judging function decides about one check; the rest of the finding follows from it. */
export interface Draft {
  readonly dimension: Dimension;
  readonly check: string;
  /** Route, or null for the whole service. */
  readonly route: string | null;
  /** Region or release that is not pooled. */
  readonly slice?: string;
  readonly status: Status;
  readonly severity: Severity;
  readonly reasonCode: ReasonCode;
  readonly message: string;
  readonly reference?: Finding['reference'];
  readonly candidate?: Finding['candidate'];
  readonly tolerance?: Tolerance;
  readonly interval?: readonly [number, number];
  readonly detail?: Finding['detail'];
  /** Evidence of the reference and of the candidate, for the queries behind the finding. */
  readonly from?: readonly [Evidence | undefined, Evidence | undefined];
}

/** JSON knows no infinity and no NaN; a side without a finite value has none. */
const finiteSide = (side: Finding['reference'] | undefined) =>
  side && Number.isFinite(side.value) && Number.isFinite(side.n ?? 0) ? side : null;

const finite = (bound: number) => (Number.isFinite(bound) ? bound : null);

/** Name of a subject in reports: the route (or "total"), and the region or release that spoke. */
export function subjectName(route: string | null, slice = ''): string {
  return slice === '' ? (route ?? 'total') : `${route ?? 'total'} (${slice})`;
}

/** The address that waivers, baseline and drift issues use. */
export function fingerprintOf(
  comparison: Comparison,
  check: { dimension: Dimension; check: string; route: string | null },
): string {
  const { policy, reference } = comparison;
  return fingerprint([
    reference.subject.service,
    policy.question,
    check.dimension,
    check.check,
    check.route ?? 'total',
  ]);
}

function change(draft: Draft): number | null {
  if (!draft.reference || !draft.candidate || draft.reference.value === 0) return null;
  return finite(draft.candidate.value / draft.reference.value - 1);
}

function queriesBehind(comparison: Comparison, draft: Draft): Finding['evidence'] {
  const [reference, candidate] = draft.from ?? [];
  const said = (profile: Profile, evidence: Evidence | undefined) =>
    evidence === undefined
      ? []
      : [
          {
            source: evidence.source,
            query: (evidence.query === null ? undefined : profile.queries[evidence.query]) ?? '',
          },
        ];
  return [...said(comparison.reference, reference), ...said(comparison.candidate, candidate)];
}

function advice({ policy }: Comparison, draft: Draft): { risk: string; remedy: string } {
  if (draft.status === 'match') return { risk: '', remedy: '' };
  const { risk, remedy } = explanationOf(draft.check, policy.question);
  return { risk, remedy: draft.status === 'diverged' ? remedy : reasons[draft.reasonCode].todo };
}

/** Completes a draft to a finding. */
export function makeFinding(comparison: Comparison, draft: Draft): Finding {
  return {
    fingerprint: fingerprintOf(comparison, draft),
    dimension: draft.dimension,
    check: draft.check,
    subject: subjectName(draft.route, draft.slice),
    status: draft.status,
    severity: draft.severity,
    required: false,
    reference: finiteSide(draft.reference),
    candidate: finiteSide(draft.candidate),
    change: change(draft),
    tolerance: draft.tolerance ?? null,
    interval: draft.interval === undefined ? null : [finite(draft.interval[0]), finite(draft.interval[1])],
    reasonCode: draft.reasonCode,
    message: draft.message,
    ...advice(comparison, draft),
    evidence: queriesBehind(comparison, draft),
    waiver: null,
    detail: draft.detail ?? null,
  };
}
