import { canaryCalibrate } from '../commands/canary/canary-calibrate.ts';
import { type Recording, readRecordings } from '../commands/canary/read-recordings.ts';
import { recordPods } from '../commands/canary/record-pods.ts';
import { toCanaryOptions } from '../commands/canary/run/canary-options.ts';
import { exitCodeOfPromise } from '../commands/exit-code.ts';
import { redactSecrets } from '../config/redact.ts';
import { UsageError } from '../model/usage-error.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { calibrationTerminal } from '../report/replay/calibration-terminal.ts';
import { calibrateOptions, recordingOptions } from './canary-options.ts';
import { type Inputs, requestOf } from './inputs.ts';
import { parseJudges } from './judge-names.ts';
import { readNumbers } from './number-options.ts';
import type { Output } from './output.ts';
import { parseInstant } from './parse-instant.ts';
import { screenFor } from './print-verdict.ts';
import { writeResult } from './write-result.ts';

/** Records pods now, and keeps the recording where that is wanted. */
async function record(inputs: Inputs, output: Output): Promise<Recording[]> {
  const [from, to] = [inputs.text('from'), inputs.text('to')];
  if (from === undefined || to === undefined) {
    throw new UsageError(
      'invalid-option',
      'wanted a recording (a file or a folder), or --from INSTANT and --to INSTANT of healthy hours to read from the metrics server',
    );
  }
  const common = requestOf(inputs);
  const given = (name: string) => (recordingOptions.includes(name) ? inputs.text(name) : undefined);
  const { file, secrets } = await recordPods({
    ...common,
    options: [...common.options, ...toCanaryOptions(given)],
    from: parseInstant('--from', from),
    to: parseInstant('--to', to),
    progress: output.note,
  });
  output.hide(secrets);
  const kept = inputs.text('recording');
  if (kept !== undefined) await writeFileWhole(kept, redactSecrets(`${JSON.stringify(file)}\n`, secrets));
  return [{ kind: 'pods', name: kept ?? 'what was read', file }];
}

/** `tollgate canary calibrate` */
export async function runCanaryCalibrate(inputs: Inputs, output: Output): Promise<number> {
  const { value } = readNumbers(inputs, calibrateOptions);
  const judges = parseJudges(inputs.text('judge') ?? 'tollgate');
  const [path] = inputs.arguments;
  const calibration = canaryCalibrate({
    recordings: path === undefined ? await record(inputs, output) : await readRecordings(path),
    judges,
    share: value('share'),
    seed: value('seed'),
    minimumVerdicts: value('minimum-verdicts'),
    progress: output.note,
  });
  await writeResult(calibration, inputs, output);
  output.say(calibrationTerminal(calibration, screenFor(inputs)));
  return exitCodeOfPromise(calibration.judges[0]?.promise ?? 'unproven');
}
