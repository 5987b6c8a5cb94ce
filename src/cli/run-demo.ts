import { resolve } from 'node:path';
import { demo } from '../commands/demo.ts';
import { exitCodes } from '../commands/exit-code.ts';
import { writeReports } from '../notify/write-reports.ts';
import { type Inputs, targetsOf } from './inputs.ts';
import type { Output } from './output.ts';
import { printVerdict } from './print-verdict.ts';

/** `tollgate demo`: shows a verdict that fails, and succeeds in showing it. */
export async function runDemo(inputs: Inputs, output: Output): Promise<number> {
  const verdict = demo();
  printVerdict(verdict, inputs, output);
  const files = await writeReports(verdict, targetsOf(inputs), { redact: (text) => text, print: output.result });
  output.say(files.map((file) => `Report: ${resolve(file)}`).join('\n'));
  output.say('Open the page in a browser. Nothing left this machine: a seeded generator recorded both environments.');
  return exitCodes.done;
}
