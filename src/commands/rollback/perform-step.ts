import { ProviderError } from '../../model/provider-error.ts';
import type { ReasonCode } from '../../model/reason-codes.ts';
import { versionOf } from '../../rollout/past-release.ts';
import type { RollbackStep, StepDetails } from '../../rollout/rollback-entry.ts';
import { listRelease } from './ledgers.ts';
import { newestRelease } from './read-history.ts';
import { askForRevert } from './revert.ts';
import { askWhatServes } from './serving.ts';
import { strategyOf } from './strategies/registry.ts';
import { type Acting, done, failed, type StepResult, wait } from './strategies/strategy.ts';

/** GitHub’s no, as against its silence. */
export const refusals: readonly ReasonCode[] = ['forbidden', 'not-found', 'query-refused'];

const nameOf = ({ sha, image, id }: { sha: string | null; image: string | null; id: string }) => image ?? sha ?? id;

async function markBad({ state, world }: Acting): Promise<StepResult> {
  const { id, environment, service, from, reason, by } = state.plan;
  const version = nameOf(from);
  const entry = { bad: true, version, sha: from.sha, reason, by, rollback: id };
  await listRelease(world.repository, [environment, service, version], entry);
  return done({ version });
}

/** Waits for what is not there yet, for so long as the configuration says. */
function patiently({ state, settings, world }: Acting, note: string): StepResult {
  const acted = state.done.get('act')?.at ?? state.begunAt;
  const isLate = world.clock.now().getTime() - acted.getTime() > settings.timeout * 1000;
  return isLate ? failed(`not there after ${Math.round(settings.timeout / 60)} minutes: ${note}`) : wait(10, note);
}

/** What came up must also be what serves, where a source can tell; one that stays silent says neither. */
async function follow(acting: Acting): Promise<StepResult> {
  const result = await strategyOf(acting).follow();
  if (result.kind === 'wait') return patiently(acting, result.note);
  if (result.kind === 'failed') return result;
  const serving = await askWhatServes(acting.settings, acting.state.plan, acting.world.sendOut);
  switch (serving?.kind) {
    case 'serves':
      return done({ ...result.details, serves: serving.note });
    case 'other':
      return patiently(acting, serving.note);
    case 'barred':
      return unseen(serving.note, result.details);
    case 'silent': {
      const waited = patiently(acting, serving.note);
      return waited.kind === 'wait' ? waited : unseen(serving.note, result.details);
    }
    default:
      return result;
  }
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

/** Nobody could see it: written down as that, for it ends the rollback as inconclusive. */
const unseen = (note: string, details: StepDetails = {}) => done({ ...details, unseen: note.slice(0, 500) });

/** A source that falls silent may come back. */
function awaitWord({ state, world }: Acting, note: string): StepResult {
  const now = world.clock.now();
  const isLate = now.getTime() - (state.open?.since ?? now).getTime() > longestSilence;
  return isLate ? unseen(note) : wait(30, note);
}

/** And does it still serve, where a source can tell? */
async function watch(acting: Acting): Promise<StepResult> {
  const gone = await whyNotThere(acting);
  if (gone !== null) return gone;
  const serving = await askWhatServes(acting.settings, acting.state.plan, acting.world.sendOut);
  switch (serving?.kind) {
    case 'other':
      return failed(`no longer serving: ${serving.note}`);
    case 'barred':
      return unseen(serving.note);
    case 'silent':
      return awaitWord(acting, serving.note);
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

/** Whether it is taken back in the repository is a wish beside the way back, which does not fail with it. */
async function revert(acting: Acting): Promise<StepResult> {
  try {
    return await askForRevert(acting);
  } catch (error) {
    if (!(error instanceof ProviderError) || !refusals.includes(error.reasonCode)) throw error;
    return done({ note: `nothing was opened: ${error.message}`.slice(0, 1000) });
  }
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
      return revert(acting);
    case 'watch':
      return watch(acting);
  }
}
