import { basename } from 'node:path';
import { type Answering, type AppAnswer, type Asked, given, pageOf } from '../answering.ts';
import type { KeptRun } from '../app-state.ts';
import { dispatchedRuns } from './dispatches.ts';

/** Longest word of a protection rule, and how many of them GitHub takes. */
const longestComment = 1024;
const mostReports = 10;

/** A run as GitHub shows it. */
export function wireRun(kept: KeptRun, { path }: Pick<Asked, 'path'>) {
  const { artifact: _artifact, earlier: _earlier, artifactName: _name, named: _named, startedBy, ...run } = kept;
  const name = `${path['owner']}/${path['repo']}`;
  return {
    ...run,
    html_url: `https://github.com/${name}/actions/runs/${run.id}`,
    repository: { full_name: name },
    ...(startedBy === undefined ? {} : { triggering_actor: { login: startedBy } }),
  };
}

function listRuns(asked: Asked): AppAnswer {
  const { state, path, request } = asked;
  const since = request.query.get('created');
  if (since !== null) {
    const started = dispatchedRuns(state, path['workflow_id'], since.replace('>=', ''));
    return { status: 200, body: { total_count: started.length, workflow_runs: started } };
  }
  const wants = (name: string, value: string) => (request.query.get(name) ?? value) === value;
  const found = state.runs
    .filter(
      (run) =>
        basename(run.path.split('@')[0] ?? '') === path['workflow_id'] &&
        wants('branch', run.head_branch) &&
        wants('head_sha', run.head_sha),
    )
    .toSorted((a, b) => b.id - a.id);
  const { body, ...answer } = pageOf(asked, found);
  const runs = Array.isArray(body) ? (body as KeptRun[]).map((run) => wireRun(run, asked)) : [];
  return { ...answer, body: { total_count: found.length, workflow_runs: runs } };
}

/** GitHub does not describe what it answers to words for a job that does not wait. */
const notWaiting: AppAnswer = { status: 422, body: { message: 'nothing to approve' }, undescribed: true };

function review(asked: Asked): AppAnswer {
  const { state, path } = asked;
  const { environment_name: environment, state: decision = null, comment = '' } = given(asked);
  const gate = state.gates.find((one) => String(one.run) === path['run_id'] && one.environment === environment);
  if (gate === undefined || !gate.isWaiting) return notWaiting;
  const reports = gate.said.filter((one) => one.state === null).length;
  if (String(comment).length > longestComment || (decision === null && reports >= mostReports)) {
    throw new RangeError(`a word of ${String(comment).length} characters, after ${reports} reports`);
  }
  gate.said.push({ state: typeof decision === 'string' ? decision : null, comment: String(comment) });
  if (decision !== null) gate.isWaiting = false;
  return { status: 204 };
}

/** Runs of a workflow, and jobs that wait at the door of an environment. */
export const releaseOperations: readonly (readonly [string, Answering])[] = [
  ['actions/list-workflow-runs', listRuns],
  ['actions/review-custom-gates-for-run', review],
];
