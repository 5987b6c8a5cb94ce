import type { Answering } from '../answering.ts';
import type { AppState, DispatchedRun } from '../app-state.ts';

function wire(run: DispatchedRun, state: AppState) {
  const { id, workflow, ref, repository, createdAt } = run;
  return {
    ...state.outcome(run),
    display_title: run.title ?? workflow,
    head_sha: state.git.refs.get(`refs/heads/${ref}`) ?? state.head,
    id,
    path: `.github/workflows/${workflow}`,
    event: 'workflow_dispatch',
    html_url: `https://github.com/${repository}/actions/runs/${id}`,
    head_branch: ref,
    created_at: createdAt,
    repository: { full_name: repository },
  };
}

/** A run that was started through the API, as GitHub shows it; undefined where it is none of those. */
export function dispatchedRun(state: AppState, id: string | undefined): object | undefined {
  const run = state.dispatched.find((one) => String(one.id) === id);
  return run === undefined ? undefined : wire(run, state);
}

/** Starting workflows, and finding what was started. */
export const dispatchOperations: readonly (readonly [string, Answering])[] = [
  [
    'actions/create-workflow-dispatch',
    ({ state, path, request }) => {
      const {
        ref,
        inputs,
        return_run_details: tells,
      } = Object(request.body) as {
        ref?: string;
        inputs?: Record<string, string>;
        return_run_details?: boolean;
      };
      const run = {
        id: 5000 + state.dispatched.length,
        repository: `${path['owner']}/${path['repo']}`,
        workflow: path['workflow_id'] ?? '',
        ref: ref ?? '',
        createdAt: new Date().toISOString(),
        status: 'in_progress',
        inputs: inputs ?? {},
        title: inputs?.['name'] ?? `Deploy ${ref}`,
      };
      state.dispatched.push(run);
      return tells === true ? { status: 200, body: { workflow_run_id: run.id } } : { status: 204 };
    },
  ],
  [
    'actions/list-workflow-runs',
    ({ state, path, request }) => {
      const since = (request.query.get('created') ?? '').replace('>=', '');
      const found = state.dispatched
        .filter(({ workflow, createdAt }) => workflow === path['workflow_id'] && createdAt >= since)
        .toReversed();
      return { status: 200, body: { total_count: found.length, workflow_runs: found.map((run) => wire(run, state)) } };
    },
  ],
];
