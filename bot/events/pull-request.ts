import { z } from 'zod';
import { checkCommit } from '../checks/check-commit.ts';
import { releaseLocks } from '../commands/release-locks.ts';
import { checkPull, forgetPull } from '../gitops/check-pull.ts';
import type { EventHandler } from './event.ts';
import { onIncidentMerged } from './incident-merged.ts';

const Closed = z.object({ number: z.number().int() });
const PullRequest = z.object({
  installation: z.object({ id: z.number().int().positive() }),
  number: z.number().int(),
  pull_request: z.object({ head: z.object({ sha: z.string() }) }),
});
const concerns = new Set(['opened', 'synchronize', 'reopened', 'ready_for_review']);
/** What it goes into may be another branch now. */
const concernsGate = new Set([...concerns, 'edited']);

/** A pull request has new changes: its head commit is checked. It is closed: its locks are given back, and the incident
 * whose test it held is told. */
export const onPullRequest: EventHandler = async (event) => {
  if (event.action === 'closed') {
    await forgetPull(event, Closed.parse(event.payload).number);
    await releaseLocks(event);
    return onIncidentMerged(event);
  }
  if (!concernsGate.has(event.action ?? '')) return;
  const { number, pull_request: pullRequest, installation } = PullRequest.parse(event.payload);
  await checkPull(event, { number, installationId: installation.id, isWanted: false });
  if (!concerns.has(event.action ?? '')) return;
  await checkCommit(event, { headSha: pullRequest.head.sha, changes: { kind: 'pull-request', number } });
};
