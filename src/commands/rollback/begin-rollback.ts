import type { RollbackSettings } from '../../config/rollback-schema.ts';
import { UsageError } from '../../model/usage-error.ts';
import { type PastRelease, versionOf } from '../../rollout/past-release.ts';
import type { RollbackPlan } from '../../rollout/rollback-entry.ts';
import { stateOf } from '../../rollout/rollback-state.ts';
import { type Numbered, readRollback, rollbackLedger, rollbackNumbers } from './ledgers.ts';
import type { RollbackPreview } from './plan-rollback.ts';
import { releasesOf } from './read-history.ts';
import type { RollbackWorld } from './world.ts';

/** Who wants a rollback, of what, and why. */
export interface Wish {
  /** A UUID: one wish makes one rollback, however often it is said. */
  readonly id: string;
  readonly environment: string;
  readonly service: string;
  readonly by: string;
  readonly reason: string;
  readonly origin: RollbackPlan['origin'];
  readonly issue: number | null;
  readonly reverts: boolean;
}

const width = 6;

/** The newest rollback of an environment and service; null where there was none. */
export async function newestRollback(
  { repository }: Pick<RollbackWorld, 'repository'>,
  { environment, service }: Pick<Wish, 'environment' | 'service'>,
): Promise<Numbered | null> {
  const ledger = rollbackLedger(repository);
  const last = (await rollbackNumbers(ledger, [environment, service])).at(-1);
  return last === undefined ? null : readRollback(ledger, [environment, service, last]);
}

const kept = ({ id, sha, image }: PastRelease) => ({ id, sha, image });

function planOf(wish: Wish, preview: RollbackPreview, settings: RollbackSettings): RollbackPlan {
  const { current, target } = preview;
  return {
    id: wish.id,
    environment: wish.environment,
    service: wish.service,
    strategy: settings.strategy,
    from: kept(current),
    to: kept(target),
    by: wish.by,
    reason: wish.reason,
    origin: wish.origin,
    issue: wish.issue,
    forced: preview.forced,
    marksBad: preview.targetIsBad === null && versionOf(current) !== versionOf(target),
    reverts: wish.reverts,
    watchSeconds: settings.watch,
    evidence: [
      `what is there: ${current.id} of ${current.at.toISOString()}`,
      preview.forced
        ? 'the target is not proven; it was forced'
        : `the target: ${target.id} of ${target.at.toISOString()}`,
      ...(preview.isForeign ? ['the target is not in the history of the default branch'] : []),
    ],
  };
}

/** What was shown must still hold when it is acted on: somebody may have deployed meanwhile. */
async function mustBeUnchanged(
  world: RollbackWorld,
  { environment, service }: Wish,
  { preview, settings }: { preview: RollbackPreview; settings: RollbackSettings },
): Promise<void> {
  for await (const newest of releasesOf(world, { environment, service, settings })) {
    if (newest.id === preview.current.id && versionOf(newest) === versionOf(preview.current)) return;
    const what = `${versionOf(newest).slice(0, 12)} was deployed to ${environment} meanwhile`;
    throw new UsageError('rollback-refused', `${what}; look at it again, and say it again if it is still meant`);
  }
}

function refuseRunning({ state }: Numbered): UsageError {
  const { plan, begunAt } = state;
  const what = `${plan.environment} is being rolled back to ${(plan.to.image ?? plan.to.sha ?? plan.to.id).slice(0, 40)}`;
  return new UsageError('rollback-running', `${what} since ${begunAt.toISOString()} by ${plan.by} (${plan.id})`);
}

/**
 * Writes down that a rollback is begun; of two at once one succeeds.
 *
 * @throws UsageError where one runs already, or where what was shown no longer holds
 */
export async function beginRollback(
  world: RollbackWorld,
  wish: Wish,
  decided: { readonly preview: RollbackPreview; readonly settings: RollbackSettings },
): Promise<Numbered> {
  const newest = await newestRollback(world, wish);
  if (newest !== null && newest.state.ended === null) throw refuseRunning(newest);
  await mustBeUnchanged(world, wish, decided);
  const plan = planOf(wish, decided.preview, decided.settings);
  const number = String(Number(newest?.key.at(-1) ?? 0) + 1).padStart(width, '0');
  const key = [wish.environment, wish.service, number];
  const begun = { event: 'begun' as const, at: world.clock.now().toISOString(), plan };
  const created = await rollbackLedger(world.repository).create(key, begun);
  if (created.kind === 'created') {
    const state = stateOf([begun]);
    if (state !== null) return { key, root: created.head, head: created.head, state };
  }
  const other = await newestRollback(world, wish);
  throw other === null
    ? new UsageError('rollback-running', `${wish.environment} is being rolled back already`)
    : refuseRunning(other);
}
