import type { GateReason } from '../../model/gate/gate-answer.ts';
import type { VerdictFact } from '../../model/gate/gate-facts.ts';
import type { Present } from '../../model/gate/gate-input.ts';
import { ageOf, ageText } from '../age-of.ts';
import { type GateCheck, type GateQuestion, isRequired } from '../gate-question.ts';
import { missingEvidence, missingInput } from '../missing-evidence.ts';
import { say } from '../say.ts';
import { checkCanary } from './check-build.ts';

const input = 'validation';

/** Tells whether a canary of this very build has passed. */
function hasCanary(question: GateQuestion): boolean {
  const rules = { ...question.rules, required: ['canary'] as const };
  const reasons = checkCanary({ ...question, rules });
  return reasons.length > 0 && reasons.every(({ effect }) => effect === 'allow');
}

function judgeAge(question: GateQuestion, { at, links }: Present<VerdictFact>): GateReason[] {
  const { freshSeconds, voidSeconds } = question.rules.validation;
  const age = ageOf(at, question.now);
  if (age === null) {
    return missingEvidence(question, { input, code: 'gate-implausible-time', message: `made at "${at}"`, links });
  }
  if (age <= freshSeconds) {
    return [say('allow', { input, code: 'gate-supported', message: `made ${ageText(age)} ago`, links })];
  }
  if (age <= voidSeconds && hasCanary(question)) {
    const message = `made ${ageText(age)} ago, so a canary of this build must have passed, and has`;
    return [say('allow', { input, code: 'gate-supported', message, links })];
  }
  const message =
    age <= voidSeconds
      ? `made ${ageText(age)} ago; after ${ageText(freshSeconds)} it counts only with a passed canary of this build`
      : `made ${ageText(age)} ago; after ${ageText(voidSeconds)} it does not count at all`;
  return missingEvidence(question, { input, code: 'gate-stale', message, links });
}

function judge(question: GateQuestion, given: Present<VerdictFact>): GateReason[] {
  const { value, links } = given;
  const { service } = question.request;
  if (value.question !== 'fidelity' || value.service !== service) {
    const message = `it answers the question ${value.question} about service ${value.service}, not fidelity about ${service}`;
    return [say('deny', { input, code: 'gate-other-build', message, links })];
  }
  if (value.blocking.length > 0) {
    return [say('deny', { input, code: 'gate-blocking-finding', message: value.blocking.join(', '), links })];
  }
  if (value.decision === 'inconclusive') {
    return missingEvidence(question, {
      input,
      code: 'gate-inconclusive',
      message: 'the verdict is inconclusive',
      links,
    });
  }
  // A fidelity verdict of `fail` says that staging lies, not that this build is worse: only blocking differences stop it.
  return judgeAge(question, given);
}

/** The newest comparison of staging with production: there, recent, conclusive, and without a difference that stops releases. */
export const checkValidation: GateCheck = (question) => {
  const given = question.inputs.validation;
  const reasons = given.kind === 'present' ? judge(question, given) : missingInput(question, input, given);
  if (isRequired(question, input)) return reasons;
  return reasons.filter(({ code }) => code === 'gate-blocking-finding');
};
