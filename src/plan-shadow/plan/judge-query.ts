import { type Finding, severities } from '../../model/finding.ts';
import { formatValue } from '../../model/format-value.ts';
import type { Plan } from '../../model/plan.ts';
import type { PlanPair } from '../../model/plan-pair.ts';
import type { Change } from './change.ts';
import { diffPlans, type PlanDifference, type PlansOfQuery } from './diff-plans.ts';
import { isSmall } from './is-small.ts';
import { type PlanDraft, type PlanJudging, planFinding } from './plan-finding.ts';
import { planPair } from './plan-pair.ts';
import { rateChange } from './rate-change.ts';
import { sizesInPlan } from './sizes-in-plan.ts';
import { changeText, tableText } from './words/change-text.ts';
import { settingText } from './words/setting-text.ts';

const wholePlan = 'plan:steps';

/** In a release both sides are planned over the same data, so that a plan itself tells how large its tables are. */
function sizesFor({ candidate, reference }: PlansOfQuery, { question, sizes }: PlanJudging) {
  if (question === 'fidelity') return sizes;
  return new Map([...sizesInPlan(reference[0]), ...sizesInPlan(candidate[0]), ...sizes]);
}

/** What is shown of how long it takes, and never judged: one run each is noise, and costs are the planner's own. */
function shown({ reference, candidate }: PlansOfQuery, { question }: PlanJudging): string {
  const [before, after] = [reference[0], candidate[0]];
  const cost = (plan: Plan) => plan.root.cost ?? Number.NaN;
  const factor = cost(after) / cost(before);
  const parts = [
    ...(question === 'release' && factor >= 1.05 && Number.isFinite(factor)
      ? [`the planner itself expects ${formatValue(factor, 'ratio')} the work`]
      : []),
    ...(before.executionTime === null || after.executionTime === null
      ? []
      : [
          `one run took ${formatValue(after.executionTime / 1000, 's')}, before ${formatValue(before.executionTime / 1000, 's')}`,
        ]),
  ];
  return parts.length === 0 ? '' : ` (not judged: ${parts.join('; ')})`;
}

function subjectOf(query: string, change: Change): string {
  if (change.kind === 'scan' || change.kind === 'index') return `${query}: ${tableText(change)}`;
  return change.kind === 'join-method' ? `${query}: ${change.tables.join(', ')}` : query;
}

function changeDraft(change: Change, query: string, { question }: PlanJudging): PlanDraft {
  const { check, severity, isBetter } = rateChange(change, question);
  const status = isBetter ? 'match' : 'diverged';
  const reasonCode = isBetter ? 'plan-better' : 'plan-flip';
  // A reader should not chase a full read of a table that fits into one read-ahead.
  const isRight = change.kind === 'scan' && change.to === 'sequential' && isSmall(change.size);
  const message = `${changeText(change)}${isRight ? '; a table this small is rightly read as a whole' : ''}`;
  return { check, subject: subjectOf(query, change), status, severity, reasonCode, message };
}

/** What changed, gravest first; the first one shows both plans. */
function changeDrafts(changes: readonly Change[], plans: PlansOfQuery, judging: PlanJudging): PlanDraft[] {
  const drafts = changes.map((change) => changeDraft(change, plans.query, judging));
  const grave = ({ status, severity }: PlanDraft) => (status === 'match' ? -1 : severities.indexOf(severity));
  const [first, ...rest] = drafts.toSorted((one, other) => grave(other) - grave(one));
  if (first === undefined) return [];
  const detail = planPair(plans.reference[0], plans.candidate[0]);
  return [{ ...first, message: first.message + shown(plans, judging), detail }, ...rest];
}

/** Steps that no kind of change has a name for: the first of each side that the other does not have. */
function otherSteps({ reference, candidate }: PlanPair): string {
  const [before, after] = [reference, candidate].map((lines) => lines.find(({ isOther }) => isOther)?.words);
  return `${after ?? 'no such step'} instead of ${before ?? 'none'}`;
}

function changedDrafts(changes: readonly Change[], plans: PlansOfQuery, judging: PlanJudging): PlanDraft[] {
  if (changes.length > 0) return changeDrafts(changes, plans, judging);
  const detail = planPair(plans.reference[0], plans.candidate[0]);
  const base = { check: wholePlan, subject: plans.query, severity: 'observe', status: 'diverged' } as const;
  return [{ ...base, reasonCode: 'plan-flip', message: otherSteps(detail) + shown(plans, judging), detail }];
}

/** A difference that nobody can judge. */
function openDraft(
  difference: Extract<PlanDifference, { kind: 'settings' | 'tie' | 'strangers' }>,
  plans: PlansOfQuery,
  { names }: PlanJudging,
): PlanDraft {
  const detail = planPair(plans.reference[0], plans.candidate[0]);
  const base = { check: wholePlan, subject: plans.query, severity: 'block', status: 'unmeasured', detail } as const;
  if (difference.kind === 'strangers') {
    const message = 'the two plans read no table in common, so that they are not of one query';
    return { ...base, required: true, reasonCode: 'other-query', message };
  }
  if (difference.kind === 'tie') {
    const known = difference.isKnown ? `; ${names.candidate} has one that ${names.reference} has too` : '';
    const message = `${difference.plans} different plans of this query were given, so that their costs are a tie${known}`;
    return { ...base, required: !difference.isKnown, reasonCode: 'plan-tie', message };
  }
  const told = difference.changes.length === 0 ? otherSteps(detail) : difference.changes.map(changeText).join('; ');
  const message = `${told}; but the two sides were planned under different settings: ${difference.settings.map(settingText).join(', ')}`;
  return { ...base, required: true, reasonCode: 'settings-differ', message };
}

function draftsOf(difference: PlanDifference, plans: PlansOfQuery, judging: PlanJudging): PlanDraft[] {
  switch (difference.kind) {
    case 'same':
      return [
        {
          check: wholePlan,
          subject: plans.query,
          severity: 'block',
          status: 'match',
          reasonCode: 'same-plan',
          message: 'both sides take the same steps',
        },
        ...changeDrafts(difference.changes, plans, judging),
      ];
    case 'changed':
      return changedDrafts(difference.changes, plans, judging);
    case 'settings':
    case 'strangers':
    case 'tie':
      return [openDraft(difference, plans, judging)];
  }
}

/** Judges one query that has plans on both sides: a finding about each change, or one about the whole. */
export function judgeQuery(plans: PlansOfQuery, judging: PlanJudging): Finding[] {
  const difference = diffPlans(plans, sizesFor(plans, judging));
  return draftsOf(difference, plans, judging).map((draft) => planFinding(judging, draft));
}
