import { type GateCheck, isRequired } from '../gate-question.ts';
import { say } from '../say.ts';
import { stateOf } from '../state-of.ts';

const input = 'drift';

/** Open issues about lasting differences: those that stop releases do, the others are mentioned. */
export const checkDrift: GateCheck = (question) => {
  const given = question.inputs.drift;
  const read = stateOf(question, input, given);
  if ('reasons' in read) return isRequired(question, input) ? read.reasons : [];
  const words = (issues: typeof read.value) => issues.map(({ number, title }) => `#${number} ${title}`).join('; ');
  const blocking = read.value.filter(({ isBlocking }) => isBlocking);
  const { links } = given;
  if (blocking.length > 0) {
    return [say('deny', { input, code: 'gate-blocking-finding', message: words(blocking), links })];
  }
  const message = read.value.length === 0 ? 'no open drift' : `open, and stops no release: ${words(read.value)}`;
  return [say(isRequired(question, input) ? 'allow' : 'note', { input, code: 'gate-supported', message, links })];
};
