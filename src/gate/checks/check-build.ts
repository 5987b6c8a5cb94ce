import type { GateReason } from '../../model/gate/gate-answer.ts';
import type { VerdictFact } from '../../model/gate/gate-facts.ts';
import type { Present } from '../../model/gate/gate-input.ts';
import type { Question } from '../../model/verdict.ts';
import { ageOf, ageText } from '../age-of.ts';
import { type GateCheck, type GateQuestion, isRequired } from '../gate-question.ts';
import { missingEvidence, missingInput } from '../missing-evidence.ts';
import { say } from '../say.ts';

type Build = Extract<Question, 'release' | 'canary'>;

/** Why a verdict is about something else; null where it is about the build that is asked for. */
export function otherBuild(question: GateQuestion, { service, sha }: VerdictFact): string | null {
  const { request } = question;
  if (service !== request.service) return `it is about service ${service}, not ${request.service}`;
  return sha === request.sha ? null : `it is about commit ${sha ?? 'unknown'}, not ${request.sha}`;
}

function judge(question: GateQuestion, input: Build, { value, at, links }: Present<VerdictFact>): GateReason[] {
  const other = value.question === input ? otherBuild(question, value) : `it answers the question ${value.question}`;
  if (other !== null) return [say('deny', { input, code: 'gate-other-build', message: other, links })];
  const age = ageOf(at, question.now);
  if (age === null) {
    return missingEvidence(question, { input, code: 'gate-implausible-time', message: `made at "${at}"`, links });
  }
  if (value.decision === 'fail') {
    const message = value.blocking.length > 0 ? `worse: ${value.blocking.join(', ')}` : 'the verdict is fail';
    return [say('deny', { input, code: 'gate-failed', message, links })];
  }
  if (value.next === 'continue') {
    return missingEvidence(question, { input, code: 'gate-canary-running', message: 'it is still watched', links });
  }
  if (value.decision !== 'pass') {
    return missingEvidence(question, {
      input,
      code: 'gate-inconclusive',
      message: 'the verdict is inconclusive',
      links,
    });
  }
  const { releaseSeconds, canarySeconds } = question.rules;
  const longest = input === 'release' ? releaseSeconds : canarySeconds;
  return age <= longest
    ? [say('allow', { input, code: 'gate-supported', message: `passed ${ageText(age)} ago`, links })]
    : missingEvidence(question, {
        input,
        code: 'gate-stale',
        message: `passed ${ageText(age)} ago; at most ${ageText(longest)} count`,
        links,
      });
}

/** A verdict about the very build that is to be deployed; one that speaks against it counts even where none is required. */
function checkBuild(input: Build): GateCheck {
  return (question) => {
    const given = question.inputs[input];
    const reasons = given.kind === 'present' ? judge(question, input, given) : missingInput(question, input, given);
    if (isRequired(question, input)) return reasons;
    const against = reasons.some(({ code }) => code === 'gate-failed' || code === 'gate-canary-running');
    return against ? reasons : [];
  };
}

export const checkRelease = checkBuild('release');
export const checkCanary = checkBuild('canary');
