import { z } from 'zod';
import { checkCommit } from '../checks/check-commit.ts';
import { releaseLocks } from '../commands/release-locks.ts';
import type { EventHandler } from './event.ts';
import { onIncidentMerged } from './incident-merged.ts';

const PullRequest = z.object({
  number: z.number().int(),
  pull_request: z.object({ head: z.object({ sha: z.string() }) }),
});
const concerns = new Set(['opened', 'synchronize', 'reopened', 'ready_for_review']);

/** A pull request has new changes: its head commit is checked. It is closed: its locks are given back, and the incident
 * whose test it held is told. */
export const onPullRequest: EventHandler = async (event) => {
  if (event.action === 'closed') {
    await releaseLocks(event);
    return onIncidentMerged(event);
  }
  if (!concerns.has(event.action ?? '')) return;
  const { number, pull_request: pullRequest } = PullRequest.parse(event.payload);
  await checkCommit(event, { headSha: pullRequest.head.sha, changes: { kind: 'pull-request', number } });
};
