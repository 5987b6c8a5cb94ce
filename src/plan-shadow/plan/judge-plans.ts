import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import type { PlansOfQuery } from './diff-plans.ts';
import { judgeQuery } from './judge-query.ts';
import { judgeSettings } from './judge-settings.ts';
import type { MatchedPlans } from './match-plans.ts';
import { type PlanJudging, planFinding } from './plan-finding.ts';

function isPair(plans: MatchedPlans): plans is PlansOfQuery {
  return plans.reference.length > 0 && plans.candidate.length > 0;
}

/** A query that only one side planned: nothing can be said of it, and a staging must plan what production does. */
function missing({ query, reference }: MatchedPlans, judging: PlanJudging): Finding {
  const { names, question } = judging;
  const side = reference.length === 0 ? names.reference : names.candidate;
  return planFinding(judging, {
    check: 'plan:steps',
    subject: query,
    status: 'unmeasured',
    severity: 'warn',
    required: question === 'fidelity',
    reasonCode: 'no-plan',
    message: `${side} has no plan of this query`,
  });
}

const wasRun = ([plan]: readonly Plan[]) => plan?.root.actual !== null;

/** What only a query that was run shows is not measured where one was not. */
function notRun(pairs: readonly PlansOfQuery[], judging: PlanJudging): Finding[] {
  const open = pairs.filter(({ reference, candidate }) => !wasRun(reference) || !wasRun(candidate)).length;
  if (open === 0) return [];
  return [
    planFinding(judging, {
      check: 'plan:estimate',
      subject: 'total',
      status: 'unmeasured',
      severity: 'observe',
      reasonCode: 'not-run',
      message: `${open} of ${pairs.length} queries were only planned, on one side at least: whether estimates hold and whether steps write temporary files was not compared`,
    }),
  ];
}

/**
 * Judges the plans of many queries: a flip for the worse blocks a release, any flip warns of a staging that is not like production.
 *
 * Costs are never compared; a tie, a difference of settings and a query that only one side has are not measured, each with its reason.
 */
export function judgePlans(matched: readonly MatchedPlans[], judging: PlanJudging): Finding[] {
  const pairs = matched.filter(isPair);
  return [
    ...pairs.flatMap((plans) => judgeQuery(plans, judging)),
    ...matched.filter((plans) => !isPair(plans)).map((plans) => missing(plans, judging)),
    ...judgeSettings(pairs, judging),
    ...notRun(pairs, judging),
  ];
}
