import type { GateAnswer, GateReason } from '../model/gate/gate-answer.ts';
import { requirable } from '../model/gate/gate-rules.ts';
import { checkBadShas } from './checks/check-bad-shas.ts';
import { checkCanary, checkRelease } from './checks/check-build.ts';
import { checkCalendar } from './checks/check-calendar.ts';
import { checkDigest } from './checks/check-digest.ts';
import { checkDrift } from './checks/check-drift.ts';
import { checkFreezes } from './checks/check-freezes.ts';
import { checkLocks } from './checks/check-locks.ts';
import { checkPrevious } from './checks/check-previous.ts';
import { checkValidation } from './checks/check-validation.ts';
import { type GateCheck, type GateQuestion, isRequired } from './gate-question.ts';
import { judgeOverride } from './judge-override.ts';
import { matchingRollback } from './matching-rollback.ts';
import { patienceEnd } from './missing-evidence.ts';
import { recheckAt } from './recheck-at.ts';
import { say } from './say.ts';

const checks: readonly GateCheck[] = [
  checkBadShas,
  checkLocks,
  checkCalendar,
  checkFreezes,
  checkRelease,
  checkCanary,
  checkValidation,
  checkDigest,
  checkPrevious,
  checkDrift,
];
/** What is looked at in every environment, besides what it requires. */
const always = ['bad-shas', 'locks', 'calendar', 'freezes'];
/** What an override does not reach: these are taken off where they were put on. */
const beyondOverride = new Set<string>(['bad-shas', 'locks']);
const weight = { deny: 0, wait: 1, overridden: 2, allow: 3, note: 4 } as const satisfies Record<
  GateReason['effect'],
  number
>;

/** Nothing is decided about what is no commit. */
const wholeSha = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

function overrideAll(reasons: readonly GateReason[]): GateReason[] {
  return reasons.map((reason) => {
    const holds = reason.effect === 'deny' || reason.effect === 'wait';
    return holds && !beyondOverride.has(reason.input) ? { ...reason, effect: 'overridden' } : reason;
  });
}

/** Yes only where every single thing that must speak for the release does, and nothing speaks against it. */
function decisionOf(question: GateQuestion, reasons: readonly GateReason[]): GateAnswer['decision'] {
  if (reasons.some(({ effect }) => effect === 'deny')) return 'deny';
  const wanted = [...always, ...requirable.filter((input) => isRequired(question, input))];
  const speaksFor = (input: string) =>
    reasons.some((reason) => reason.input === input && (reason.effect === 'allow' || reason.effect === 'overridden'));
  const holdsNothing = reasons.every(({ effect }) => effect !== 'wait');
  return wanted.length > always.length && wanted.every(speaksFor) && holdsNothing ? 'allow' : 'wait';
}

function judged(question: GateQuestion): GateReason[] {
  const { request, rules } = question;
  if (!wholeSha.test(request.sha)) {
    return [
      say('deny', { input: 'request', code: 'gate-missing', message: `"${request.sha}" is no whole commit SHA` }),
    ];
  }
  if (rules.required.length === 0) {
    return [
      say('deny', { input: 'request', code: 'gate-missing', message: 'this environment requires no evidence at all' }),
    ];
  }
  const reasons = checks.flatMap((check) => check(question));
  const override = judgeOverride(question);
  if (override === null) return reasons;
  return [...(override.effect === 'allow' ? overrideAll(reasons) : reasons), override];
}

/**
 * Decides whether a release may enter an environment; the only place that does.
 *
 * It says yes where a rollback under way started the very run that asks, or where everything that the environment requires is there,
 * trusted, recent and speaks for this build, and neither calendar, lock nor list of bad commits holds it. Everything else is a wait
 * (missing evidence within the patience, or what ends by itself) or a no.
 */
export function decideGate(question: GateQuestion): GateAnswer {
  const { request, now } = question;
  const rollback = matchingRollback(question);
  const reasons = (rollback === null ? judged(question) : [rollback]).toSorted(
    (a, b) => weight[a.effect] - weight[b.effect],
  );
  const decision = rollback === null ? decisionOf(question, reasons) : rollback.effect === 'allow' ? 'allow' : 'wait';
  const override = reasons.find(({ code }) => code === 'gate-overridden');
  const weightiest = decision === 'allow' ? (override ?? reasons[0]) : reasons[0];
  return {
    schema: 'tollgate.gate/1',
    decidedAt: now.toISOString(),
    service: request.service,
    environment: request.environment,
    sha: request.sha,
    digest: request.digest,
    decision,
    reasonCode: weightiest?.code ?? 'gate-missing',
    reasons,
    recheckAt: decision === 'wait' ? recheckAt(reasons, now, patienceEnd(question)) : null,
  };
}
