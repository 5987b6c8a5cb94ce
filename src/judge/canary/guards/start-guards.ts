import type { CanaryFile } from '../../../model/canary/canary-file.ts';
import { trafficBySlice, trafficIn } from './traffic-in.ts';
import { type ShareOff, watchShare } from './watch-share.ts';
import { type Silence, watchSilence } from './watch-silence.ts';

/** What forbids a pass whatever the scores say; null where nothing does. */
export interface GuardState {
  readonly silence: Silence | null;
  readonly share: ShareOff | null;
}

export interface Guards {
  readonly look: (row: number) => void;
  readonly now: () => GuardState;
}

/** Tells whether a guard forbids a pass. */
export function holds({ silence, share }: GuardState): boolean {
  return silence !== null || share !== null;
}

/** The silence that began first; null where there is none. */
function firstSilence(silences: readonly (Silence | null)[]): Silence | null {
  return silences.filter((one) => one !== null).toSorted((one, other) => one.from - other.from)[0] ?? null;
}

/** Watches what scores of good requests cannot show: a canary without traffic, and traffic that is not as configured. */
export function startGuards(
  file: Pick<CanaryFile, 'metrics' | 'guards' | 'expectedShare'> & {
    readonly judge: Pick<CanaryFile['judge'], 'falseAlarm'>;
  },
): Guards {
  const { metrics, guards, expectedShare, judge } = file;
  const requestsAt = trafficIn(metrics);
  const slices = [...trafficBySlice(metrics)];
  const shareAt = (row: number) => expectedShare?.[Math.min(row, expectedShare.length - 1)] ?? null;
  const { silentLooks } = guards;
  // The configured share is that of the whole rollout; of a region only its own past says what is usual.
  const regional = slices.length > 1;
  const silences =
    silentLooks === null
      ? []
      : slices.map(([slice, at]) => ({ watch: watchSilence(silentLooks, slice), requestsAt: at }));
  const share =
    guards.shareFactor === null
      ? null
      : watchShare({ logThreshold: Math.log(1 / judge.falseAlarm), factor: guards.shareFactor });
  return {
    look: (row) => {
      for (const { watch, requestsAt: at } of silences) watch.look(row, at(row), regional ? null : shareAt(row));
      share?.look(requestsAt(row), shareAt(row));
    },
    now: () => ({ silence: firstSilence(silences.map(({ watch }) => watch.now())), share: share?.now() ?? null }),
  };
}
