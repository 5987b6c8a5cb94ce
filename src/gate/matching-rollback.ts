import type { GateReason } from '../model/gate/gate-answer.ts';
import type { RollbackFact } from '../model/gate/gate-facts.ts';
import type { GateQuestion } from './gate-question.ts';
import { instantText, say } from './say.ts';
import { stateOf } from './state-of.ts';

/** A rollback notes the run that it started within seconds. */
const soon = 5000;

/** Whether a rollback started the run that asks; null while it has not said which one it started. */
function started({ runIds, byDeployment }: RollbackFact, runId: string, runEvent: string | null): boolean | null {
  if (byDeployment) return runEvent === 'deployment';
  if (runIds === null && runEvent !== 'workflow_dispatch') return false;
  return runIds?.includes(runId) ?? null;
}

/**
 * The reason to let a way back through first: a rollback under way that started this very run, for this commit and environment.
 *
 * @returns a reason to wait where the rollback has not yet said which run it started; null where none matches, or nothing is known of
 *   rollbacks: it then is a deployment like any other
 */
export function matchingRollback(question: GateQuestion): GateReason | null {
  const { request, inputs, now } = question;
  const read = stateOf(question, 'rollback', inputs.rollbacks);
  if ('reasons' in read || request.runId === null) return null;
  const { runId, runEvent } = request;
  const candidates = read.value.filter(
    // Asked from within the run, what it deploys is meant: the old commit, not that of the run.
    ({ sha, target, environment }) =>
      (sha === null || sha === request.sha || target === request.sha) && environment === request.environment,
  );
  const own = candidates.find((one) => started(one, runId, runEvent) === true);
  const { links } = inputs.rollbacks;
  if (own !== undefined) {
    return say('allow', {
      input: 'rollback',
      code: 'gate-rollback',
      message: `rollback ${own.id} started this run`,
      links,
    });
  }
  const silent = candidates.find((one) => started(one, runId, runEvent) === null);
  if (silent === undefined) return null;
  const message = `rollback ${silent.id} of this commit has not yet said which run it started`;
  return say('wait', {
    input: 'rollback',
    code: 'gate-rollback-starting',
    message,
    until: instantText(now.getTime() + soon),
    links,
  });
}
