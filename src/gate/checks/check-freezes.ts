import type { GateCheck } from '../gate-question.ts';
import { say } from '../say.ts';
import { stateOf } from '../state-of.ts';

const input = 'freezes';

/** Nobody has called a freeze. */
export const checkFreezes: GateCheck = (question) => {
  const { inputs, now } = question;
  const read = stateOf(question, input, inputs.freezes);
  if ('reasons' in read) return read.reasons;
  const held = read.value.filter(({ until }) => !(Date.parse(until) <= now.getTime()));
  if (held.length === 0) return [say('allow', { input, code: 'gate-supported', message: 'nobody called a freeze' })];
  return held.map(({ by, reason, until }) => {
    const end = Number.isNaN(Date.parse(until)) ? null : new Date(until).toISOString();
    return say('wait', { input, code: 'gate-frozen', message: `${reason} (${by})`, until: end });
  });
};
