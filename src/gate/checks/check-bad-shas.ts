import type { GateCheck } from '../gate-question.ts';
import { say } from '../say.ts';
import { stateOf } from '../state-of.ts';

const input = 'bad-shas';

/** The commit is not one of those that were taken back. */
export const checkBadShas: GateCheck = (question) => {
  const { request, inputs } = question;
  const read = stateOf(question, input, inputs.badShas);
  if ('reasons' in read) return read.reasons;
  const listed = read.value.filter(({ sha }) => sha.toLowerCase() === request.sha.toLowerCase());
  if (listed.length === 0)
    return [say('allow', { input, code: 'gate-supported', message: 'the commit is not listed' })];
  const message = listed.map(({ reason }) => reason || 'no reason was given').join('; ');
  return [say('deny', { input, code: 'gate-bad-sha', message })];
};
