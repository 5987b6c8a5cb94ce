import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { judgeQuery } from '../plan/judge-query.ts';
import { type PlanJudging, planFinding } from '../plan/plan-finding.ts';
import { fingerprintOf, shapeOf } from '../plan/shape.ts';
import type { Vouched } from '../vouch/vouch.ts';
import { judgeNew } from './judge-new.ts';

/** A query's plan in a shadow: whether it is production's, or why there is none. */
export type ShadowPlan =
  | { readonly ok: true; readonly plan: Plan; readonly vouched: Vouched }
  | { readonly ok: false; readonly message: string };

/** A query before and after a change. */
export interface ShadowPair {
  readonly query: string;
  /** Whether the head's own files hold it, as against production's statements. */
  readonly isOwn: boolean;
  /** Whether the change brings it. */
  readonly isNew: boolean;
  readonly base: ShadowPlan | null;
  readonly head: ShadowPlan;
}

const sameSteps = (one: Plan, other: Plan) => fingerprintOf(shapeOf(one.root)) === fingerprintOf(shapeOf(other.root));

function unmeasured(pair: ShadowPair, judging: PlanJudging, why: Exclude<Vouched, { ok: true }>): Finding {
  const { base, head } = pair;
  const isChanged = base?.ok === true && head.ok && !sameSteps(base.plan, head.plan);
  const steps = isChanged ? 'the steps differ before and after the change, but ' : '';
  return planFinding(judging, {
    check: 'plan:shadow',
    subject: pair.query,
    status: 'unmeasured',
    severity: 'block',
    // A flip that nobody can vouch for is no pass; a plan that stays as it is does not hold up a change.
    required: isChanged,
    reasonCode: why.reason,
    message: steps + why.message,
  });
}

function broken(pair: ShadowPair, message: string, judging: PlanJudging): Finding {
  const { query, base, isOwn } = pair;
  const isBroken = isOwn || base?.ok === true;
  return planFinding(judging, {
    check: 'plan:shadow',
    subject: query,
    status: isBroken ? 'diverged' : 'unmeasured',
    severity: isOwn ? 'block' : 'warn',
    reasonCode: isBroken ? 'query-broken' : 'not-planned',
    message: isBroken
      ? `PostgreSQL refuses the query ${isOwn ? '' : 'that production runs '}after the change: ${message}`
      : `PostgreSQL refuses the query in the shadow: ${message}`,
  });
}

/** Judges one query by its plans in two shadows of production, before and after a change. */
export function judgePair(pair: ShadowPair, judging: PlanJudging): readonly Finding[] {
  const { query, base, head, isNew } = pair;
  if (!head.ok) return [broken(pair, head.message, judging)];
  if (!head.vouched.ok) return [unmeasured(pair, judging, head.vouched)];
  if (isNew || base === null || !base.ok) return [judgeNew(query, head.plan, judging)];
  if (!base.vouched.ok) return [unmeasured(pair, judging, base.vouched)];
  return judgeQuery({ query, reference: [base.plan], candidate: [head.plan] }, judging);
}
