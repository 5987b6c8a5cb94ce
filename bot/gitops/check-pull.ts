import { z } from 'zod';
import { ask } from '../../src/github/ask.ts';
import { imageText } from '../../src/gitops/image-reference.ts';
import { type JudgedImage, worstDecision } from '../../src/gitops/judged-image.ts';
import { type GitopsCheck, gitopsCheck, unjudgedCheck } from '../../src/report/gate/gitops-check.ts';
import type { BotEvent } from '../events/event.ts';
import { findGatePullOf, forgetGatePull, type KeptGatePull, keepGatePull, noteGatePull } from '../store/gate-pulls.ts';
import { type JudgedChange, judgeChanges } from './judge-changes.ts';
import { publishGateCheck } from './publish-gate-check.ts';
import { type ConfigurationRepository, readApplications } from './read-applications.ts';

const minute = 60_000;
/** A green check is looked at again so often: a freeze or a lock comes later than the check. */
const again = { decided: 10 * minute, unaffected: 60 * minute, unjudged: minute, rollback: 5000 } as const;
/** A rollback notes its pull request within seconds. */
const startOfRollback = 2 * minute;

const Pull = z.object({
  state: z.enum(['open', 'closed']),
  user: z.object({ login: z.string() }).nullable(),
  head: z.object({ sha: z.string(), ref: z.string() }),
  base: z.object({ ref: z.string() }),
});
type Pull = z.infer<typeof Pull>;

/** What a check says, without ages, which change by themselves. */
function signatureOf(judged: JudgedChange): string {
  if (judged.kind !== 'judged') return JSON.stringify(judged);
  const wordOf = ({ word }: JudgedImage) =>
    word.kind === 'decided'
      ? [word.answer.sha, ...word.answer.reasons.map(({ input, code, effect, until }) => [input, code, effect, until])]
      : word;
  return JSON.stringify(
    judged.images.map((one) => [one.path, imageText(one.image), one.application, one.environment, wordOf(one)]),
  );
}

/** What is judged, as a check. */
export function checkOf(judged: Exclude<JudgedChange, { kind: 'other' }>): GitopsCheck {
  return judged.kind === 'judged' ? gitopsCheck(judged.images) : unjudgedCheck(judged.why);
}

/** When a waiting image is worth asking about again. */
function recheckOf(images: readonly JudgedImage[]): number {
  const times = images.flatMap(({ word }) =>
    word.kind === 'decided' && word.answer.recheckAt !== null ? [Date.parse(word.answer.recheckAt)] : [],
  );
  return Math.min(...times);
}

interface Looked {
  readonly pull: Pull;
  readonly judged: Exclude<JudgedChange, { kind: 'other' }>;
  /** Since when this head is asked about. */
  readonly askedAt: Date;
}

/** When a pull request is judged again. */
function dueOf({ pull, judged, askedAt }: Looked, now: Date): Date {
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  if (judged.kind === 'broken') return after(again.unjudged);
  const { images } = judged;
  const isLetThrough = images.every(({ word }) => word.kind === 'rollback');
  const isStarting = now.getTime() - askedAt.getTime() < startOfRollback;
  if (pull.head.ref.startsWith('tollgate/rollback-') && !isLetThrough && isStarting) return after(again.rollback);
  if (images.length === 0) return after(again.unaffected);
  if (worstDecision(images) !== 'wait') return after(again.decided);
  const due = recheckOf(images) - now.getTime();
  return after(Math.min(Math.max(Number.isFinite(due) ? due : again.unjudged, 1000), again.decided));
}

async function readPull(
  event: BotEvent,
  { owner, repo }: NonNullable<BotEvent['repository']>,
  number: number,
): Promise<Pull> {
  return ask(
    { client: await event.github(), owner, repo },
    {
      route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
      parameters: { pull_number: number },
      schema: Pull,
    },
  );
}

interface Asked {
  readonly number: number;
  readonly installationId: number;
  /** Whether somebody wants to see it now, whatever it says already. */
  readonly isWanted: boolean;
}

/** Looks at a pull request as it is now; null where there is nothing (any more) that we judge. */
async function look(event: BotEvent, number: number): Promise<Looked | null> {
  const { store, now, repository } = event;
  if (repository === null) return null;
  const name = `${repository.owner}/${repository.repo}`;
  const known = await findGatePullOf(store, { repository: name, number });
  const read = await readApplications(await event.github(), { ...repository, now });
  // What was judged once is not left green because nobody says any more by whom.
  const isOurs = read.kind === 'applications' || read.kind === 'broken' || known !== null;
  if (!isOurs) return null;
  const pull = await readPull(event, repository, number);
  return pull.state === 'closed' ? null : judge(event, read, { number, pull, known });
}

/** A pull request that is open, and what is known of it. */
interface OpenPull {
  readonly number: number;
  readonly pull: Pull;
  readonly known: KeptGatePull | null;
}

async function judge(
  event: BotEvent,
  read: ConfigurationRepository,
  { number, pull, known }: OpenPull,
): Promise<Looked> {
  const { now } = event;
  const askedAt = known?.headSha === pull.head.sha ? known.askedAt : now;
  const author = { number, author: pull.user?.login ?? null };
  const judged = await judgeChanges(event, read, { base: pull.base.ref, head: pull.head.sha, pull: author, askedAt });
  const lost = {
    kind: 'broken',
    why: 'This repository no longer says whose images stand here (`gitops.applications`)',
  } as const;
  return { pull, judged: judged.kind === 'other' ? lost : judged, askedAt };
}

/**
 * Judges a pull request of a configuration repository as it is now, writes its check and notes when it is to be judged again.
 *
 * @throws the error of GitHub, or of the store, where one does not answer
 */
export async function checkPull(event: BotEvent, { number, installationId, isWanted }: Asked): Promise<void> {
  const { store, now, appId, repository: place } = event;
  if (place === null) return;
  const looked = await look(event, number);
  if (looked === null) return forgetPull(event, number);
  const { pull, judged, askedAt } = looked;
  const repository = `${place.owner}/${place.repo}`;
  const kept = await keepGatePull(store, { repository, number, installationId, headSha: pull.head.sha, askedAt });
  const said = signatureOf(judged);
  if (isWanted || said !== kept.said) {
    await publishGateCheck(await event.github(), { ...place, headSha: kept.headSha, appId }, checkOf(judged));
  }
  const note = { dueAt: dueOf(looked, now), said };
  await noteGatePull(store, kept, judged.kind === 'judged' ? { ...note, applications: judged.applications } : note);
}

/** Judges a pull request again; where that cannot be done, what was said before no longer counts. */
export async function checkPullAgain(event: BotEvent, kept: KeptGatePull): Promise<void> {
  const { number, installationId } = kept;
  try {
    await checkPull(event, { number, installationId, isWanted: false });
  } catch (error) {
    event.log.error({ err: error, pull: number }, 'a pull request could not be judged again');
    const { appId, store, now, repository } = event;
    await noteGatePull(store, kept, { dueAt: new Date(now.getTime() + again.unjudged), said: '' });
    if (repository === null) return;
    const check = unjudgedCheck('Tollgate could not look at this again; its log says why');
    await publishGateCheck(await event.github(), { ...repository, headSha: kept.headSha, appId }, check);
  }
}

/** A pull request is closed: nobody looks at it any more. */
export async function forgetPull({ store, repository }: BotEvent, number: number): Promise<void> {
  if (repository !== null)
    await forgetGatePull(store, { repository: `${repository.owner}/${repository.repo}`, number });
}
