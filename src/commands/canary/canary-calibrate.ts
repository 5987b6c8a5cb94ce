import { seededRandom } from '../../demo/random.ts';
import { type CalibrationWindow, calibrateJudge } from '../../judge/replay/calibrate-judge.ts';
import { cleanReplays } from '../../judge/replay/clean-replays.ts';
import { cutWindows, rolloutRows, stretches } from '../../judge/replay/cut-windows.ts';
import { replayRelease } from '../../judge/replay/replay-release.ts';
import { podLooks, podNames, splitPods } from '../../judge/replay/split-pods.ts';
import type { Calibration } from '../../model/canary/calibration.ts';
import { CanaryFile } from '../../model/canary/canary-file.ts';
import type { JudgeName } from '../../model/canary/judge-name.ts';
import type { PodsFile } from '../../model/canary/pods-file.ts';
import { UsageError } from '../../model/usage-error.ts';
import type { Recording } from './read-recordings.ts';
import { usualReplay } from './replay-settings.ts';

export interface CanaryCalibrateRequest {
  readonly recordings: readonly Recording[];
  /** The first one’s promise decides. */
  readonly judges: readonly JudgeName[];
  /** Share of the pods that plays the canary; for recordings by pod. */
  readonly share: number;
  /** Of the choice of pods. */
  readonly seed: number;
  readonly minimumVerdicts: number;
  readonly progress: (message: string) => void;
}

/** A recording by pod, cut into rollouts, each with pods of its own as the canary. */
function podWindows(name: string, file: PodsFile, { share, seed }: CanaryCalibrateRequest): CalibrationWindow[] {
  const pods = podNames(file).length;
  if (pods < 2)
    throw new UsageError(
      'invalid-option',
      `${name} has ${pods} pods; wanted at least two, to hold one against the other`,
    );
  const random = seededRandom(seed);
  const { judge, interval, start } = file;
  return stretches(podLooks(file), rolloutRows(file)).map(({ from, to }) => {
    const metrics = splitPods(file, { share, random, from, to });
    const paired = CanaryFile.parse({ schema: 'tollgate.canary/1', judge, interval, start, metrics });
    return { recording: name, firstRow: from + 1, file: paired };
  });
}

function windowsOf(recording: Recording, request: CanaryCalibrateRequest): CalibrationWindow[] {
  const { name } = recording;
  if (recording.kind === 'pods') return podWindows(name, recording.file, request);
  return cutWindows(recording.file).map((window) => ({ ...window, recording: name }));
}

/** What all recordings promise. */
function promiseOf(recordings: readonly Recording[]): number {
  const promised = [...new Set(recordings.map(({ file }) => file.judge.falseAlarm))];
  const [one] = promised;
  if (one !== undefined && promised.length === 1) return one;
  throw new UsageError(
    'invalid-option',
    `the recordings promise different false-alarm rates (${promised.join(', ')}); wanted one configuration`,
  );
}

/**
 * Replays healthy hours as rollouts that were none, and counts how often they are stopped.
 *
 * @throws UsageError for recordings that cannot be used
 */
export function canaryCalibrate(request: CanaryCalibrateRequest): Calibration {
  const { recordings } = request;
  const falseAlarm = promiseOf(recordings);
  const windows = recordings.flatMap((recording) => windowsOf(recording, request));
  request.progress(`${recordings.length} recordings, ${windows.length} replays`);
  const promised = { falseAlarm, minimumVerdicts: request.minimumVerdicts };
  const judges = request.judges.map((judge) => {
    request.progress(`replaying with ${judge} …`);
    const settings = usualReplay(request.seed);
    return calibrateJudge(judge, windows, { promised, replay: (file) => replayRelease(judge, file, settings) });
  });
  const remarks = recordings.some(({ kind }) => kind === 'sides')
    ? ['Recordings with two sides count as healthy on both: give only such ones.']
    : [];
  return {
    schema: 'tollgate.calibration/1',
    judges,
    recordings: recordings.length,
    remarks: [
      ...remarks,
      `It takes ${cleanReplays(falseAlarm)} replays without an alarm until the interval lies below the promised rate.`,
    ],
  };
}
