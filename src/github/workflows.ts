import { z } from 'zod';
import { ask, askAll } from './ask.ts';
import type { GitHubRepository } from './client.ts';

const Run = z.object({
  id: z.number().int(),
  display_title: z.string().default(''),
  status: z.string().nullable(),
  conclusion: z.string().nullable(),
  created_at: z.coerce.date(),
  head_sha: z.string(),
  html_url: z.string(),
});
export type WorkflowRun = z.infer<typeof Run>;

const Started = z.object({ workflow_run_id: z.number().int() });

/** Starts a workflow; the number of its run, or null where the server does not say which it is. */
export async function dispatchWorkflow(
  repository: GitHubRepository,
  given: { readonly workflow: string; readonly ref: string; readonly inputs: Readonly<Record<string, string>> },
): Promise<number | null> {
  const { workflow, ref, inputs } = given;
  const answer: unknown = await ask(repository, {
    route: 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    parameters: { workflow_id: workflow, ref, inputs, return_run_details: true },
    schema: z.unknown(),
  });
  const started = Started.safeParse(answer);
  return started.success ? started.data.workflow_run_id : null;
}

/** Runs of a workflow that somebody started by hand since an instant. */
export function dispatchedRuns(
  repository: GitHubRepository,
  { workflow, ref, since }: { readonly workflow: string; readonly ref: string; readonly since: Date },
): Promise<WorkflowRun[]> {
  return askAll(
    repository,
    {
      route: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
      parameters: {
        workflow_id: workflow,
        event: 'workflow_dispatch',
        branch: ref,
        created: `>=${since.toISOString().slice(0, 19)}Z`,
        per_page: 100,
      },
      schema: Run,
    },
    'workflow_runs',
  );
}

export function workflowRun(repository: GitHubRepository, id: string): Promise<WorkflowRun> {
  return ask(repository, {
    route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
    parameters: { run_id: Number(id) },
    schema: Run,
  });
}
