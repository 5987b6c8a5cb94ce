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
    ...(run.startedBy === undefined ? {} : { triggering_actor: { login: run.startedBy } }),
    repository: { full_name: repository },
  };
}

/** A run that was started through the API, as GitHub shows it; undefined where it is none of those. */
export function dispatchedRun(state: AppState, id: string | undefined): object | undefined {
  const run = state.dispatched.find((one) => String(one.id) === id);
  return run === undefined ? undefined : wire(run, state);
}

/** Runs of a workflow that were started through the API since an instant, as GitHub shows them, newest first. */
export function dispatchedRuns(state: AppState, workflow: string | undefined, since: string): object[] {
  return state.dispatched
    .filter((one) => one.workflow === workflow && one.createdAt >= since)
    .toReversed()
    .map((run) => wire(run, state));
}

/** Starting workflows. */
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
        startedBy: state.accounts.get(request.token) ?? 'ghost',
        inputs: inputs ?? {},
        title: inputs?.['name'] ?? `Deploy ${ref}`,
      };
      state.dispatched.push(run);
      return tells === true ? { status: 200, body: { workflow_run_id: run.id } } : { status: 204 };
    },
  ],
];
