import { canaryCalibrate } from '../commands/canary/canary-calibrate.ts';
import { exitCodeOfPromise } from '../commands/exit-code.ts';
import { calibrationTerminal } from '../report/replay/calibration-terminal.ts';
import { calibrateOptions } from './canary-options.ts';
import type { Inputs } from './inputs.ts';
import { parseJudges } from './judge-names.ts';
import { readNumbers } from './number-options.ts';
import type { Output } from './output.ts';
import { screenFor } from './print-verdict.ts';
import { writeResult } from './write-result.ts';

/** `tollgate canary calibrate` */
export async function runCanaryCalibrate(inputs: Inputs, output: Output): Promise<number> {
  const { value } = readNumbers(inputs, calibrateOptions);
  const calibration = await canaryCalibrate({
    path: inputs.arguments[0] ?? '',
    judges: parseJudges(inputs.text('judge') ?? 'tollgate'),
    share: value('share'),
    seed: value('seed'),
    minimumVerdicts: value('minimum-verdicts'),
    progress: output.note,
  });
  await writeResult(calibration, inputs, output);
  output.say(calibrationTerminal(calibration, screenFor(inputs)));
  return exitCodeOfPromise(calibration.judges[0]?.promise ?? 'unproven');
}
