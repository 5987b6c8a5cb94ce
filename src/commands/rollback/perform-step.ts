import { versionOf } from '../../rollout/past-release.ts';
import type { RollbackStep } from '../../rollout/rollback-entry.ts';
import { listRelease } from './ledgers.ts';
import { newestRelease } from './read-history.ts';
import { askForRevert } from './revert.ts';
import { askWhatServes } from './serving.ts';
import { strategyOf } from './strategies/registry.ts';
import { type Acting, done, failed, type StepResult, wait } from './strategies/strategy.ts';

const nameOf = ({ sha, image, id }: { sha: string | null; image: string | null; id: string }) => image ?? sha ?? id;

async function markBad({ state, world }: Acting): Promise<StepResult> {
  const { id, environment, service, from, reason, by } = state.plan;
  const version = nameOf(from);
  const entry = { bad: true, version, sha: from.sha, reason, by, rollback: id };
  await listRelease(world.repository, [environment, service, version], entry);
  return done({ version });
}

/** What came up must also be what serves, where a source can tell. */
async function look(acting: Acting): Promise<StepResult> {
  const result = await strategyOf(acting).follow();
  if (result.kind !== 'done') return result;
  const serving = await askWhatServes(acting.settings, acting.state.plan, acting.world.sendOut);
  if (serving === null) return result;
  return serving.kind === 'serves' ? done({ ...result.details, serves: serving.note }) : wait(10, serving.note);
}

async function follow(acting: Acting): Promise<StepResult> {
  const { state, settings, world } = acting;
  const result = await look(acting);
  const acted = state.done.get('act')?.at ?? state.begunAt;
  const isLate = world.clock.now().getTime() - acted.getTime() > settings.timeout * 1000;
  return result.kind === 'wait' && isLate
    ? failed(`not there after ${Math.round(settings.timeout / 60)} minutes: ${result.note}`)
    : result;
}

/** How long a source may be silent at the end before that itself is said, in milliseconds. */
const longestSilence = 600_000;

/** Half an hour later: is it still what was released last? A reason to stop looking where it is not. */
async function whyNotThere(acting: Acting): Promise<StepResult | null> {
  const wanted = nameOf(acting.state.plan.to);
  const newest = await newestRelease(acting);
  const found = newest === null ? 'something unknown' : versionOf(newest);
  if (found !== wanted) return done({ note: `replaced meanwhile by ${found.slice(0, 80)}` });
  return newest?.outcome === 'failed' ? failed(`${wanted.slice(0, 80)} came up, and failed afterwards`) : null;
}

/** And does it still serve, where a source can tell? */
async function watch(acting: Acting): Promise<StepResult> {
  const gone = await whyNotThere(acting);
  if (gone !== null) return gone;
  const { state, settings, world } = acting;
  const serving = await askWhatServes(settings, state.plan, world.sendOut);
  const now = world.clock.now();
  switch (serving?.kind) {
    case 'other':
      return failed(`no longer serving: ${serving.note}`);
    case 'silent':
      return now.getTime() - (state.open?.since ?? now).getTime() > longestSilence
        ? done({ note: `could not be seen: ${serving.note}` })
        : wait(30, serving.note);
    default:
      return done({ note: serving?.note ?? 'it is still what was deployed last' });
  }
}

async function settle(acting: Acting): Promise<StepResult> {
  const result = await strategyOf(acting).settle();
  const { id, environment, service, to, by, reason } = acting.state.plan;
  if (result.kind !== 'done' || acting.state.plan.marksBad) return result;
  // Going back to what was rolled back from: it no longer counts as bad.
  const entry = { bad: false, version: nameOf(to), sha: to.sha, reason, by, rollback: id };
  await listRelease(acting.world.repository, [environment, service, nameOf(to)], entry);
  return result;
}

/** Carries out one step; safe to call again after it was interrupted. */
export function performStep(step: RollbackStep, acting: Acting): Promise<StepResult> {
  switch (step) {
    case 'act':
      return strategyOf(acting).act();
    case 'mark-bad':
      return markBad(acting);
    case 'follow':
      return follow(acting);
    case 'settle':
      return settle(acting);
    case 'revert':
      return askForRevert(acting);
    case 'watch':
      return watch(acting);
  }
}
