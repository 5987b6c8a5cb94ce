import { z } from 'zod';

/** What GitHub's API says of a workflow run, as far as trust depends on it. */
export const WorkflowRun = z.object({
  id: z.number().int().positive(),
  path: z.string(),
  event: z.string(),
  head_branch: z.string().nullable(),
  head_sha: z.string(),
  html_url: z.string(),
  head_repository: z.object({ full_name: z.string() }).nullable(),
  repository: z.object({ full_name: z.string() }),
});
export type WorkflowRun = z.infer<typeof WorkflowRun>;

export interface Trust {
  /** Path of the workflow that validates, in the repository. */
  readonly workflow: string;
  readonly defaultBranch: string;
}

/** Events that only somebody with write access causes. */
const trustedEvents = new Set(['schedule', 'workflow_dispatch', 'push']);

/**
 * Why the artifacts of a run are not to be believed; null where they are.
 *
 * A pull request, a fork and another branch can run whatever they like and call it a validation.
 */
export function whyNotTrusted(run: WorkflowRun, { workflow, defaultBranch }: Trust): string | null {
  // GitHub writes "path@ref" for workflows that are not of the run's own commit.
  const [path = ''] = run.path.split('@', 1);
  if (path !== workflow) return `it ran ${path}, not ${workflow}`;
  if (!trustedEvents.has(run.event)) return `it was started by ${run.event}`;
  if (run.head_branch !== defaultBranch) return `it ran on ${run.head_branch ?? 'no branch'}, not on ${defaultBranch}`;
  const from = run.head_repository?.full_name.toLowerCase();
  return from === run.repository.full_name.toLowerCase()
    ? null
    : `it ran the code of ${from ?? 'a deleted repository'}`;
}
