import { writeFileWhole } from '../notify/write-file-whole.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

/** Writes a machine's result where `--json` says; words for people go to standard error from then on where it is `-`. */
export async function writeResult(result: object, inputs: Inputs, output: Output): Promise<void> {
  const file = inputs.text('json');
  if (file === undefined) return;
  const text = `${JSON.stringify(result, null, 1)}\n`;
  if (file === '-') {
    output.reserveResult();
    output.result(text);
  } else await writeFileWhole(file, text);
}
