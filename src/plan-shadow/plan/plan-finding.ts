import { fingerprint } from '../../judge/fingerprint.ts';
import type { Finding } from '../../model/finding.ts';
import { type PlanCheck, planChecks } from '../../model/plan-checks.ts';
import { reasons } from '../../model/reason-codes.ts';
import type { Sizes } from './find-changes.ts';
import { explanationOfPlan } from './words/explanations.ts';

/** The questions that two plans can answer. */
export type PlanQuestion = 'fidelity' | 'release';

/** What a judgement of plans depends on besides the plans. */
export interface PlanJudging {
  readonly question: PlanQuestion;
  readonly service: string;
  /** What the two sides are called. */
  readonly names: { readonly reference: string; readonly candidate: string };
  /** Sizes of tables where they count (production’s), by relation name; without them a table counts as large. */
  readonly sizes: Sizes;
}

/** What is decided about one check; the rest of the finding follows from it. */
export interface PlanDraft
  extends Pick<Finding, 'check' | 'subject' | 'status' | 'severity' | 'reasonCode' | 'message'> {
  readonly check: PlanCheck;
  readonly required?: boolean;
  readonly detail?: Finding['detail'];
}

function advice({ check, status, reasonCode }: PlanDraft): Pick<Finding, 'risk' | 'remedy'> {
  if (status === 'match') return { risk: '', remedy: '' };
  const { risk, remedy } = explanationOfPlan(check);
  return { risk, remedy: status === 'diverged' ? remedy : reasons[reasonCode].todo };
}

/** Completes a draft to a finding. */
export function planFinding({ service, question }: PlanJudging, draft: PlanDraft): Finding {
  const { check, subject, status, severity, reasonCode, message, required = false, detail = null } = draft;
  const dimension = planChecks[check];
  return {
    fingerprint: fingerprint([service, question, dimension, check, subject]),
    dimension,
    check,
    subject,
    status,
    severity,
    required,
    reference: null,
    candidate: null,
    change: null,
    tolerance: null,
    interval: null,
    reasonCode,
    message,
    ...advice(draft),
    evidence: [],
    waiver: null,
    detail,
  };
}
