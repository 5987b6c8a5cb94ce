import { ageOf, ageText } from '../age-of.ts';
import { soakedAt } from '../calendar/soaked-at.ts';
import { type GateCheck, isRequired } from '../gate-question.ts';
import { missingEvidence } from '../missing-evidence.ts';
import { instantText, say } from '../say.ts';
import { stateOf } from '../state-of.ts';

const input = 'previous';

/** The commit has been in the environment before this one, and for long enough. */
export const checkPrevious: GateCheck = (question) => {
  const { request, rules, inputs, now } = question;
  if (!isRequired(question, input)) return [];
  const given = inputs.previous;
  const read = stateOf(question, input, given);
  if ('reasons' in read) return read.reasons;
  const { value } = read;
  const { links } = given;
  if (value.sha !== request.sha || value.environment !== rules.previousEnvironment) {
    const message = `commit ${value.sha} in ${value.environment} says nothing about ${request.sha} in ${rules.previousEnvironment ?? 'no environment'}`;
    return [say('deny', { input, code: 'gate-other-build', message, links })];
  }
  const age = ageOf(value.since, now);
  if (age === null) {
    const message = `deployed at "${value.since}"`;
    return missingEvidence(question, { input, code: 'gate-implausible-time', message, links });
  }
  const there = `in ${value.environment} since ${value.since}`;
  if (rules.soak === null) return [say('allow', { input, code: 'gate-supported', message: there, links })];
  const end = soakedAt(Date.parse(value.since), rules.soak);
  if (now.getTime() >= end) return [say('allow', { input, code: 'gate-supported', message: there, links })];
  const counted = rules.soak.days === 'business' ? ' of business days' : '';
  const message = `${there}; ${ageText(rules.soak.seconds)}${counted} are wanted`;
  return [say('wait', { input, code: 'gate-soaking', message, until: instantText(end), links })];
};
