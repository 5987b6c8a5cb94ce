import type { WorkflowRun } from '../model/ports/evidence.ts';

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
  if (run.headBranch !== defaultBranch) return `it ran on ${run.headBranch ?? 'no branch'}, not on ${defaultBranch}`;
  return run.headRepository?.toLowerCase() === run.repository.toLowerCase()
    ? null
    : `it ran the code of ${run.headRepository ?? 'a deleted repository'}`;
}
