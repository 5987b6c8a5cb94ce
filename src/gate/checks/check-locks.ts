import type { LockFact } from '../../model/gate/gate-facts.ts';
import type { GateCheck } from '../gate-question.ts';
import { say } from '../say.ts';
import { stateOf } from '../state-of.ts';

const input = 'locks';

/** Nobody else holds the lock of the environment. */
export const checkLocks: GateCheck = (question) => {
  const { request, inputs, now } = question;
  const read = stateOf(question, input, inputs.locks);
  if ('reasons' in read) return read.reasons;
  const hasEnded = ({ expiresAt }: LockFact) => expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
  const isOwn = ({ pullRequest }: LockFact) => pullRequest !== null && request.pullRequests.includes(pullRequest);
  const held = read.value.filter((lock) => !hasEnded(lock) && !isOwn(lock));
  if (held.length === 0)
    return [say('allow', { input, code: 'gate-supported', message: 'nobody else holds the lock' })];
  return held.map(({ owner, pullRequest, reason, expiresAt }) => {
    const of = pullRequest === null ? owner : `${owner} (pull request ${pullRequest})`;
    const message = `held by ${of}${reason === '' ? '' : `: ${reason}`}`;
    const until = expiresAt !== null && !Number.isNaN(Date.parse(expiresAt)) ? new Date(expiresAt).toISOString() : null;
    return say('wait', { input, code: 'gate-locked', message, until });
  });
};
