import type { CanaryFile } from '../../../model/canary/canary-file.ts';
import type { CanaryState } from '../judge-canary.ts';

/** A judged file. */
export interface CanaryRun {
  readonly file: CanaryFile;
  readonly state: CanaryState;
  /** The rollout goes on: the file holds only what there is so far. */
  readonly isPartial: boolean;
}

const unitSeconds = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

/** Length of one look in seconds. */
export function lookSeconds({ interval }: Pick<CanaryFile, 'interval'>): number {
  return Number(interval.slice(0, -1)) * (unitSeconds.get(interval.slice(-1)) ?? Number.NaN);
}

/** Looks after the warm-up. */
export function judgedLooks({ file }: CanaryRun): number {
  return Math.max(0, (file.metrics[0]?.rows.length ?? 0) - file.judge.warmup);
}

/** Tells whether all looks in which it may pass are over. */
export function isAtDeadline(run: CanaryRun): boolean {
  const { horizon, deadline } = run.file.judge;
  return judgedLooks(run) >= horizon + deadline.extraLooks;
}
