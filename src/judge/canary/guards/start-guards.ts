import type { CanaryFile } from '../../../model/canary/canary-file.ts';
import { trafficIn } from './traffic-in.ts';
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

/** Watches what scores of good requests cannot show: a canary without traffic, and traffic that is not as configured. */
export function startGuards(
  file: Pick<CanaryFile, 'metrics' | 'guards' | 'expectedShare'> & {
    readonly judge: Pick<CanaryFile['judge'], 'falseAlarm'>;
  },
): Guards {
  const { metrics, guards, expectedShare, judge } = file;
  const requestsAt = trafficIn(metrics);
  const shareAt = (row: number) => expectedShare?.[Math.min(row, expectedShare.length - 1)] ?? null;
  const silence = guards.silentLooks === null ? null : watchSilence(guards.silentLooks);
  const share =
    guards.shareFactor === null
      ? null
      : watchShare({ logThreshold: Math.log(1 / judge.falseAlarm), factor: guards.shareFactor });
  return {
    look: (row) => {
      const requests = requestsAt(row);
      silence?.look(row, requests, shareAt(row));
      share?.look(requests, shareAt(row));
    },
    now: () => ({ silence: silence?.now() ?? null, share: share?.now() ?? null }),
  };
}
