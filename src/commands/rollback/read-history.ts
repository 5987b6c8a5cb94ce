import type { RollbackSettings } from '../../config/rollback-schema.ts';
import type { GitHubRepository } from '../../github/client.ts';
import { type Deployment, type DeploymentStatus, deploymentsOf, statusesOf } from '../../github/deployments.ts';
import { type PastRelease, versionOf } from '../../rollout/past-release.ts';
import type { RollbackState } from '../../rollout/rollback-state.ts';
import { isMeant, type Wanted } from '../../rollout/select-target.ts';
import { withRollbacks } from '../../rollout/with-rollbacks.ts';
import { readRollback, rollbackLedger, rollbackNumbers } from './ledgers.ts';
import { createReach, type Reach } from './reach.ts';
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

/** How a history is read: whatever is not meant is passed over, but for the newest, and costs nothing. */
interface Looking {
  readonly reach: Reach;
  readonly isMeant: (release: Pick<PastRelease, 'sha' | 'image'>) => boolean;
}

/** Deployments of GitHub, each with whether it ever came up: that costs a request each. */
async function* deployed(
  repository: GitHubRepository,
  { environment, settings }: Place,
  looking: Looking,
): AsyncGenerator<PastRelease> {
  const task = settings.strategy === 'deployment' ? settings.task : undefined;
  let isNewest = true;
  for await (const deployment of deploymentsOf(repository, { environment, task })) {
    if (!looking.reach.take('listed')) return;
    if (!isNewest && !looking.isMeant({ sha: deployment.sha, image: null })) continue;
    if (!looking.reach.take('looked')) return;
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

const everything = (): Looking => ({ reach: createReach(), isMeant: () => true });

/**
 * Releases of an environment, newest first; as many as the reader takes, for every one costs a request.
 *
 * @throws ProviderError where GitHub does not say
 */
export async function* releasesOf(world: Reading, place: Place, looking = everything()): AsyncGenerator<PastRelease> {
  const { repository } = world;
  switch (place.settings.strategy) {
    case 'deployment':
      yield* deployed(repository, place, looking);
      return;
    case 'gitops-commit':
      yield* imagesOf(world, place.settings, looking.reach);
      return;
    case 'workflow-dispatch':
    case 'webhook':
      yield* withRollbacks(deployed(repository, place, looking), await pastRollbacks(repository, place));
  }
}

/** What was released last; null where nothing was. */
export async function newestRelease({ state, settings, world }: Acting): Promise<PastRelease | null> {
  const { environment, service } = state.plan;
  for await (const release of releasesOf(world, { environment, service, settings })) return release;
  return null;
}

/** What was read of a history, newest first. */
export interface History {
  readonly releases: readonly PastRelease[];
  /** How far was looked where there is more; null where that was all of it. */
  readonly cutOff: string | null;
}

type Enough = (release: PastRelease, current: PastRelease) => boolean;

/** Tells whether a release ends the search: the first that fits, unless the beginning of a commit’s name may mean several. */
function enoughFor(wanted: Wanted, bad: ReadonlySet<string>): Enough {
  const isGood: Enough = ({ outcome }) => outcome === 'succeeded';
  if (wanted.kind === 'previous')
    return (one, current) => isGood(one, current) && versionOf(one) !== versionOf(current) && !bad.has(versionOf(one));
  const isWhole = wanted.tagged !== null || !/^[0-9a-f]{7,39}$/i.test(wanted.text);
  return (one, current) => isWhole && isGood(one, current) && isMeant(wanted, one);
}

/** The part of a history that a choice needs. */
export async function readHistory(
  world: Reading,
  place: Place,
  { wanted, bad }: { readonly wanted: Wanted; readonly bad: ReadonlySet<string> },
): Promise<History> {
  const reach = createReach();
  const isEnough = enoughFor(wanted, bad);
  const releases: PastRelease[] = [];
  for await (const release of releasesOf(world, place, { reach, isMeant: (one) => isMeant(wanted, one) })) {
    releases.push(release);
    if (isEnough(release, releases[0] ?? release)) break;
  }
  return { releases, cutOff: reach.cutOff() };
}

/** The newest releases that came up, each version once: a few, for people to choose from. */
export async function recentReleases(world: Reading, place: Place): Promise<readonly PastRelease[]> {
  const found = new Map<string, PastRelease>();
  let looked = 0;
  for await (const release of releasesOf(world, place)) {
    looked += 1;
    if (release.outcome === 'succeeded' && !found.has(versionOf(release))) found.set(versionOf(release), release);
    if (found.size >= 5 || looked >= 20) break;
  }
  return [...found.values()];
}
