import type { RollbackFact } from '../model/gate/gate-facts.ts';
import type { RollbackEntry } from './rollback-entry.ts';
import { type RollbackState, stateOf } from './rollback-state.ts';

/** What was not asked for by then will be by whoever takes it up, who begins the time anew. */
const longestStart = 600_000;

/** Whether it is about to ask for the old release. */
function isStarting({ done, open, begunAt }: RollbackState, now: Date): boolean {
  const since = open?.step === 'act' ? open.since : begunAt;
  return !done.has('act') && now.getTime() - since.getTime() < longestStart;
}

type Runs = Pick<RollbackFact, 'byDeployment' | 'runIds' | 'sha'>;

/** The runs of a rollback that goes on; null where it starts none. */
function runsOf(state: RollbackState, now: Date): Runs | null {
  const { strategy, to } = state.plan;
  if (strategy === 'deployment') return { byDeployment: true, runIds: null, sha: to.sha };
  const { run, runSha } = state.done.get('act')?.details ?? {};
  if (run !== undefined && runSha !== undefined) return { byDeployment: false, runIds: [run], sha: runSha };
  // Other strategies start no run that they know of: what runs for them is a release like any other.
  const isSilent = strategy === 'workflow-dispatch' && isStarting(state, now);
  return isSilent ? { byDeployment: false, runIds: null, sha: null } : null;
}

/**
 * What a gate looks at of a rollback: which run it started, of which commit.
 *
 * A workflow runs on the newest commit of its branch and deploys the old one. Nothing is said here of who wrote the record: whoever may
 * push can, so that the gate asks GitHub who started the run.
 *
 * @param entries the record, oldest first
 * @returns null where it has ended, leads to no commit, or will start nothing
 */
export function rollbackFact(entries: readonly RollbackEntry[], now: Date): RollbackFact | null {
  const state = stateOf(entries);
  if (state === null || state.ended !== null) return null;
  const { id, environment, to, by } = state.plan;
  const runs = runsOf(state, now);
  return runs === null || to.sha === null ? null : { id, environment, target: to.sha, by, ...runs };
}
