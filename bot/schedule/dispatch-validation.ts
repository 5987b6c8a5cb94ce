import { posix } from 'node:path';
import type { ValidationPlan } from '../../src/config/validation-schema.ts';
import type { BotEvent, GitHub } from '../events/event.ts';
import type { KeptSlot } from '../store/slots.ts';
import type { Begun } from './begun.ts';

export interface Dispatched {
  readonly plan: ValidationPlan;
  /** An earlier attempt at the same slot, which may or may not have reached GitHub. */
  readonly before: KeptSlot | null;
}

/** As much of an event as says where, and who asks. */
type Asking = Pick<BotEvent, 'repository' | 'github' | 'login'>;

/** GitHub has no such workflow, or it cannot be started so: trying again changes nothing. */
const hopeless = new Set([404, 422]);

/** Starts the validation workflow on the default branch. */
export async function dispatchValidation(event: Asking, { plan, before }: Dispatched): Promise<Begun> {
  if (event.repository === null) return { state: 'failed', note: 'no repository' };
  const github = await event.github();
  const workflow = { ...event.repository, workflow_id: posix.basename(plan.workflow) };
  const { data: repository } = await github.rest.repos.get(event.repository);
  const branch = repository.default_branch;
  const known = before === null ? null : await earlierRun(github, { workflow, branch, event, before });
  if (known !== null) return { state: 'dispatched', runId: known };
  try {
    const { data } = await github.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
      ...workflow,
      ref: branch,
      return_run_details: true,
    });
    return { state: 'dispatched', runId: runIdOf(data) };
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
    if (!hopeless.has(status)) throw error;
    return { state: 'failed', note: `${plan.workflow} could not be started on ${branch}: ${(error as Error).message}` };
  }
}

function runIdOf(data: unknown): number {
  const { workflow_run_id: id } = Object(data) as { workflow_run_id?: unknown };
  if (typeof id === 'number') return id;
  throw new TypeError('GitHub did not say which run it has started');
}

interface Looking {
  readonly workflow: { readonly owner: string; readonly repo: string; readonly workflow_id: string };
  readonly branch: string;
  readonly event: Asking;
  readonly before: KeptSlot;
}

/** The run that an earlier attempt has started before it could say so; a second one would measure the first one’s load. */
async function earlierRun(github: GitHub, { workflow, branch, event, before }: Looking): Promise<number | null> {
  const { data } = await github.rest.actions.listWorkflowRuns({
    ...workflow,
    branch,
    event: 'workflow_dispatch',
    actor: await event.login(),
    created: `>=${before.startedAt.toISOString().slice(0, 19)}Z`,
    per_page: 1,
  });
  return data.workflow_runs[0]?.id ?? null;
}
