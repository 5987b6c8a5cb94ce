import type { RollbackSettings } from '../../config/rollback-schema.ts';
import type { GitHubRepository } from '../../github/client.ts';
import { type Deployment, type DeploymentStatus, deploymentsOf, statusesOf } from '../../github/deployments.ts';
import { type PastRelease, versionOf } from '../../rollout/past-release.ts';
import type { RollbackState } from '../../rollout/rollback-state.ts';
import { withRollbacks } from '../../rollout/with-rollbacks.ts';
import { readRollback, rollbackLedger, rollbackNumbers } from './ledgers.ts';
import { imagesOf } from './read-images.ts';
import type { Acting } from './strategies/strategy.ts';
import type { RollbackWorld } from './world.ts';

function outcomeOf(statuses: readonly DeploymentStatus[], isNewest: boolean): PastRelease['outcome'] {
  // Of what is there now, the last word counts; of what was there, whether it ever came up.
  const [newest] = statuses;
  if (isNewest && (newest?.state === 'failure' || newest?.state === 'error')) return 'failed';
  if (statuses.some(({ state }) => state === 'success')) return 'succeeded';
  return statuses.some(({ state }) => state === 'failure' || state === 'error') ? 'failed' : 'unfinished';
}

async function releaseOf(
  repository: GitHubRepository,
  deployment: Deployment,
  isNewest: boolean,
): Promise<PastRelease> {
  const statuses = await statusesOf(repository, deployment.id);
  const link = statuses.find(({ log_url }) => log_url !== undefined && log_url !== '')?.log_url ?? null;
  return {
    id: String(deployment.id),
    sha: deployment.sha,
    image: null,
    at: deployment.created_at,
    outcome: outcomeOf(statuses, isNewest),
    link,
  };
}

/** Where releases of an environment are written down. */
export interface Place {
  readonly environment: string;
  readonly service: string;
  readonly settings: RollbackSettings;
}

type Reading = Pick<RollbackWorld, 'repository' | 'elsewhere'>;

/** Deployments of GitHub, each with whether it ever came up: that costs a request each. */
async function* deployed(repository: GitHubRepository, { environment, settings }: Place): AsyncGenerator<PastRelease> {
  const task = settings.strategy === 'deployment' ? settings.task : undefined;
  let isNewest = true;
  for await (const deployment of deploymentsOf(repository, { environment, task })) {
    yield await releaseOf(repository, deployment, isNewest);
    isNewest = false;
  }
}

/** Rollbacks that say what was there where GitHub’s deployments do not, at most. */
const mostRollbacks = 10;

/** The latest rollbacks, newest first. */
async function pastRollbacks(repository: GitHubRepository, { environment, service }: Place): Promise<RollbackState[]> {
  const ledger = rollbackLedger(repository);
  const names = await rollbackNumbers(ledger, [environment, service]);
  const states: RollbackState[] = [];
  for (const name of names.slice(-mostRollbacks).toReversed())
    states.push((await readRollback(ledger, [environment, service, name])).state);
  return states;
}

/**
 * Releases of an environment, newest first; as many as the reader takes, for every one costs a request.
 *
 * @throws ProviderError where GitHub does not say
 */
export async function* releasesOf(world: Reading, place: Place): AsyncGenerator<PastRelease> {
  const { repository } = world;
  switch (place.settings.strategy) {
    case 'deployment':
      yield* deployed(repository, place);
      return;
    case 'gitops-commit':
      yield* imagesOf(world, place.settings);
      return;
    case 'workflow-dispatch':
    case 'webhook':
      yield* withRollbacks(deployed(repository, place), await pastRollbacks(repository, place));
  }
}

/** What was released last; null where nothing was. */
export async function newestRelease({ state, settings, world }: Acting): Promise<PastRelease | null> {
  const { environment, service } = state.plan;
  for await (const release of releasesOf(world, { environment, service, settings })) return release;
  return null;
}

/** Releases looked at, at most. */
const most = 400;

/** The history that a choice needs: all of it for a version by name, up to the first that fits for `previous`. */
export async function readHistory(
  world: Reading,
  place: Place,
  isEnough: (release: PastRelease, current: PastRelease) => boolean,
): Promise<PastRelease[]> {
  const history: PastRelease[] = [];
  for await (const release of releasesOf(world, place)) {
    history.push(release);
    if (history.length >= most || isEnough(release, history[0] ?? release)) break;
  }
  return history;
}

/** Tells whether a release ends the search for the one before. */
export function isPrevious(bad: ReadonlySet<string>): (release: PastRelease, current: PastRelease) => boolean {
  return (release, current) =>
    release.outcome === 'succeeded' && versionOf(release) !== versionOf(current) && !bad.has(versionOf(release));
}
