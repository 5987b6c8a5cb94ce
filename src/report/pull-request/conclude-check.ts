import type { Verdict } from '../../model/verdict.ts';
import { type PullRequestFacts, voidHours } from './pull-request-facts.ts';

/** How a check can end; from what is best for a pull request to what is worst. */
const conclusions = ['success', 'neutral', 'action_required', 'failure'] as const;
export type Conclusion = (typeof conclusions)[number];

type Judged = Pick<PullRequestFacts, 'severity' | 'mistakes' | 'release' | 'plans' | 'concludedHours'>;

const byDecision = { pass: 'success', fail: 'failure', inconclusive: 'action_required' } as const;

/** Whether anything in a verdict could have ended otherwise than well. */
const isOnlyObserved = ({ findings }: Verdict) =>
  findings.every(({ severity, required }) => severity === 'observe' && !required);

/**
 * How the check of a pull request ends; of several reasons the worst one counts.
 *
 * Only what the pull request itself causes fails it. It is neutral where everything that it is judged by is only observed. What staging
 * owes to production is no reason; that nobody knows what staging owes is one, where the repository asks for that. What the pull
 * request’s own run says can only make it worse.
 */
export function concludeCheck(facts: Judged): Conclusion {
  const reasons = [...(facts.mistakes.length > 0 ? (['failure'] as const) : []), known(facts), ...said(facts)];
  return reasons.reduce((worst, one) => (conclusions.indexOf(one) > conclusions.indexOf(worst) ? one : worst));
}

/** What trusted evidence says. */
function known({ release, severity, concludedHours }: Judged): Conclusion {
  if (release !== null && release.verdict.decision !== 'pass') return byDecision[release.verdict.decision];
  if (severity === 'block') return isKnown(concludedHours) ? 'success' : 'action_required';
  return release === null || isOnlyObserved(release.verdict) ? 'neutral' : 'success';
}

/** Whether a validation says what staging owes to production, recently enough. */
export function isKnown(concludedHours: number | null): boolean {
  return concludedHours !== null && concludedHours <= voidHours;
}

/** What somebody says whom nobody has to believe: never a reason to let pass. */
function said({ plans }: Judged): Conclusion[] {
  if (plans === null) return [];
  if ('lack' in plans) return ['action_required'];
  return plans.verdict.decision === 'pass' ? [] : [byDecision[plans.verdict.decision]];
}
