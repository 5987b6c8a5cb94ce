import type { CanaryState } from '../judge/canary/judge-canary.ts';
import type { CanarySettings } from '../model/canary/canary-settings.ts';

/** How long is looked, in looks of the file, warm-up included. */
export interface LookLimits {
  readonly judge: CanarySettings;
  /** Looks after a pass. */
  readonly bake: number;
  /** No more looks than these exist (a past window ends). */
  readonly most: number;
}

/** A canary that had requests and gets none for so many looks will not pass any more: there is nothing to wait for. */
const longSilence = 10;

/** Where a canary stands, as far as it says how long to look. */
export type Standing = Pick<CanaryState, 'stand' | 'decidedAt'> & {
  readonly guards: Pick<CanaryState['guards'], 'silence'>;
};

/** The standing before the first look. */
export const notStarted: Standing = { stand: 'undecided', decidedAt: null, guards: { silence: null } };

/** The last look that is wanted, given where the canary stands after some looks: the deadline, after a pass the end of the bake. */
export function lastLook({ stand, decidedAt, guards }: Standing, { judge, bake, most }: LookLimits): number {
  if (stand === 'failed' && decidedAt !== null) return Math.min(decidedAt, most);
  if (stand === 'passed' && decidedAt !== null) return Math.min(decidedAt + bake, most);
  const deadline = judge.warmup + judge.horizon + judge.deadline.extraLooks;
  const { silence } = guards;
  // Silent since the first look, it may still be given its traffic.
  const fellSilent = silence !== null && silence.from > judge.warmup + 1;
  return Math.min(fellSilent ? silence.from + longSilence - 1 : deadline, deadline, most);
}
