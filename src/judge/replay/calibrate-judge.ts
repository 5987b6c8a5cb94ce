import type { JudgeCalibration } from '../../model/canary/calibration.ts';
import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { JudgeName } from '../../model/canary/judge-name.ts';
import { median } from '../../stats/median.ts';
import { lookSeconds } from '../canary/report/canary-run.ts';
import type { ReplayWindow } from './cut-windows.ts';
import { falseAlarms, type Promised } from './false-alarms.ts';
import type { Replayed } from './replayed.ts';

/** One rollout that was none: the same build on both sides. */
export interface CalibrationWindow extends ReplayWindow {
  /** The recording that it is cut from. */
  readonly recording: string;
}

/** How often one judge stops rollouts that were none. */
export function calibrateJudge(
  judge: JudgeName,
  windows: readonly CalibrationWindow[],
  { promised, replay }: { readonly promised: Promised; readonly replay: (file: CanaryFile) => Replayed },
): JudgeCalibration {
  const replays = windows.map((window) => ({ ...window, ...replay(window.file) }));
  const passes = replays.flatMap(({ outcome, look, file }) =>
    outcome === 'passed' && look !== null ? [(look * lookSeconds(file)) / 60] : [],
  );
  return {
    ...falseAlarms(replays, promised),
    judge,
    medianPassMinutes: passes.length === 0 ? null : median(passes),
    alarms: replays
      .filter(({ outcome }) => outcome === 'stopped')
      .map(({ recording, firstRow, look, reason }) => ({ recording, firstRow, look: look ?? 0, reason })),
  };
}
