import type { CanaryPlan } from '../../../canary/canary-plan.ts';
import { firstLooks, looksIn } from '../../../canary/first-looks.ts';
import { type LookLimits, lastLook, notStarted } from '../../../canary/last-look.ts';
import type { Looks } from '../../../canary/looks.ts';
import type { PairedReading } from '../../../canary/pair-sides.ts';
import type { UnreadSide } from '../../../canary/side-reading.ts';
import { judgeCanary } from '../../../judge/canary/judge-canary.ts';
import type { CanaryFile } from '../../../model/canary/canary-file.ts';
import type { Clock, Progress } from '../../../model/ports.ts';
import { isUnreachable } from '../../../model/reason-codes.ts';
import { readBoth, type SideSources } from './read-both.ts';

/** So many looks are read at once where they are past. */
const stretch = 10;

export interface Watching {
  readonly plan: CanaryPlan;
  readonly limits: LookLimits;
  readonly sources: SideSources;
  readonly clock: Clock;
  /** A look is read so long after its end, in milliseconds. */
  readonly lag: number;
  /** The looks are past: what cannot be read now will not be readable later. */
  readonly isPast: boolean;
  readonly interrupted: AbortSignal;
  /** Whether somebody has ended the canary by hand; `isSure`: throws where nobody knows. */
  readonly isAborted: (isSure: boolean) => Promise<boolean>;
  readonly progress: Progress;
  /** Makes the file of what was read so far. */
  readonly write: (readings: readonly PairedReading[], unread: UnreadSide | null) => CanaryFile;
  /** Told the file after every stretch, and the last look that is wanted as it stands. */
  readonly keep: (file: CanaryFile, last: number) => Promise<void>;
}

/** What came of watching. */
export interface Watched {
  readonly file: CanaryFile;
  readonly ended: 'decided' | 'interrupted' | 'unreachable';
}

/** What is known while a canary is watched. */
interface Known {
  readings: PairedReading[];
  /** Looks after which nothing more is wanted. */
  last: number;
}

/**
 * Reads look after look, judges after each, and stops as soon as nothing more is wanted.
 *
 * A provider that does not answer is waited for: it neither fails the canary nor passes it. Its looks are read when it is back.
 *
 * @throws UsageError where both sides turn out to be the same pods
 */
export async function watchCanary(watching: Watching): Promise<Watched> {
  const { limits, clock, interrupted, isAborted, progress, write, keep } = watching;
  const known: Known = { readings: [], last: lastLook(notStarted, limits) };
  let unread: UnreadSide | null = null;
  while (looksIn(known.readings) < known.last) {
    await clock.until(readableAt(watching, looksIn(known.readings) + 1), interrupted);
    if (interrupted.aborted) return { file: write(known.readings, null), ended: 'interrupted' };
    if (await isAborted(false)) return { file: write(known.readings, null), ended: 'decided' };
    const looks = closedLooks(watching, known);
    const read = await readBoth(watching.sources, looks);
    if (read.ok) {
      if (unread !== null) progress('The metrics server answers again; the looks in between are read now.');
      unread = null;
      take(watching, known, read.pair);
      await keep(write(known.readings, null), known.last);
      continue;
    }
    unread = read;
    if (isGivenUp(watching, known, read)) return { file: write(known.readings, read), ended: 'unreachable' };
    progress(`look ${looks.first + 1}: no answer, waiting (${read.reason}: ${read.message})`);
    await clock.until(new Date(clock.now().getTime() + watching.plan.interval * 1000), interrupted);
  }
  await isAborted(true);
  return { file: write(known.readings, null), ended: 'decided' };
}

/** When so many looks have been closed for long enough that their scrapes have arrived. */
function readableAt({ plan, lag }: Watching, looks: number): Date {
  return new Date(plan.start + looks * plan.interval * 1000 + lag);
}

function closedLooks({ plan, lag, clock }: Watching, { readings, last }: Known): Looks {
  const length = plan.interval * 1000;
  const first = looksIn(readings);
  const closed = Math.floor((clock.now().getTime() - lag - plan.start) / length);
  return { start: plan.start, length, first, count: Math.max(1, Math.min(closed, last, first + stretch) - first) };
}

/** Takes a stretch, and finds the look in it after which nothing more is wanted: a replay stops where watching would have. */
function take({ limits, write }: Watching, known: Known, pair: PairedReading): void {
  const before = looksIn(known.readings);
  const readings = [...known.readings, pair];
  const looks = looksIn(readings);
  for (let look = before + 1; look <= Math.min(looks, known.last); look += 1) {
    // A pass that is taken back after the deadline (the canary fell silent) ends there; what showed it is never cut off.
    known.last = Math.max(look, lastLook(judgeCanary(write(firstLooks(readings, look), null)), limits));
  }
  known.readings = firstLooks(readings, known.last);
}

/** Whether waiting is no use: the looks are past, the plan is over, or the very first answer says that nothing will ever come. */
function isGivenUp(watching: Watching, { readings, last }: Known, { reason }: UnreadSide): boolean {
  const transient = ['timeout', 'unreachable', 'server-error', 'rate-limited'];
  const isHopeless = readings.length === 0 && isUnreachable(reason) && !transient.includes(reason);
  const { clock, plan } = watching;
  const end = readableAt(watching, last).getTime() + plan.interval * 1000;
  return watching.isPast || isHopeless || clock.now().getTime() >= end;
}
