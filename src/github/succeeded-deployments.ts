import type { SucceededDeployment } from '../model/ports/evidence.ts';
import type { GitHubRepository } from './client.ts';
import { deploymentsOf, statusesOf } from './deployments.ts';

/** After these a deployment that once succeeded is not what runs there. */
const broken = new Set(['failure', 'error']);

/**
 * Deployments of an environment that ever succeeded, newest first.
 *
 * GitHub lists deployments without their states: each one’s statuses are asked for, so whoever has seen enough stops.
 */
export async function* succeededDeployments(
  repository: GitHubRepository,
  environment: string,
): AsyncGenerator<SucceededDeployment> {
  for await (const { id, sha, creator } of deploymentsOf(repository, { environment })) {
    const statuses = await statusesOf(repository, id);
    const [newest] = statuses;
    const success = statuses.find(({ state }) => state === 'success');
    if (success === undefined || newest === undefined) continue;
    const by = [creator?.login ?? null, success.creator?.login ?? null];
    yield { sha, by, succeededAt: success.created_at, stands: !broken.has(newest.state) };
  }
}
