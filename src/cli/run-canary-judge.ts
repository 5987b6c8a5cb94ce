import { judgeCanaryFile } from '../commands/canary/judge-canary-file.ts';
import { exitCodeOf } from '../commands/exit-code.ts';
import { refuseClashes, writeReports } from '../notify/write-reports.ts';
import { type Inputs, targetsOf } from './inputs.ts';
import type { Output } from './output.ts';
import { printVerdict } from './print-verdict.ts';

/** `tollgate canary judge` */
export async function runCanaryJudge(inputs: Inputs, output: Output): Promise<number> {
  const targets = targetsOf(inputs);
  const file = inputs.arguments[0] ?? '';
  refuseClashes(targets, { FILE: file });
  const verdict = await judgeCanaryFile({
    file,
    isPartial: inputs.flag('partial'),
    // The page draws the scores.
    withTrace: inputs.flag('trace') || targets.html !== undefined,
    now: new Date(),
  });
  output.decided(verdict, (text) => text);
  printVerdict(verdict, inputs, output);
  const files = await writeReports(verdict, targets, { redact: (text) => text, print: output.result });
  for (const written of files) output.say(`Report: ${written}`);
  return exitCodeOf(verdict, 'inconclusive');
}
