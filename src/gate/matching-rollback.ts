import type { GateReason } from '../model/gate/gate-answer.ts';
import type { GateQuestion } from './gate-question.ts';
import { say } from './say.ts';
import { stateOf } from './state-of.ts';

/**
 * The reason to let a way back through first: a rollback under way that started this very run, for this commit and environment.
 *
 * @returns null where none matches, or nothing is known of rollbacks; it then is a deployment like any other
 */
export function matchingRollback(question: GateQuestion): GateReason | null {
  const { request, inputs } = question;
  const read = stateOf(question, 'rollback', inputs.rollbacks);
  if ('reasons' in read || request.runId === null) return null;
  const { runId } = request;
  const found = read.value.find(
    ({ runIds, sha, environment }) =>
      runIds.includes(runId) && sha === request.sha && environment === request.environment,
  );
  if (found === undefined) return null;
  const message = `rollback ${found.id} started this run`;
  return say('allow', {
    input: 'rollback',
    code: 'gate-rollback',
    message,
    links: inputs.rollbacks.kind === 'present' ? inputs.rollbacks.links : [],
  });
}
