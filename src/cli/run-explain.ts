import { readFile } from 'node:fs/promises';
import { exitCodes } from '../commands/exit-code.ts';
import { explain, listReasons } from '../commands/explain.ts';
import { UsageError } from '../model/usage-error.ts';
import { Verdict } from '../model/verdict.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

async function readReport(file: string): Promise<Verdict | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return null;
  }
  try {
    return Verdict.parse(JSON.parse(text));
  } catch (cause) {
    throw new UsageError(
      'invalid-option',
      `--report: ${file} is no tollgate.report/1 file; write one with validate --json`,
      { cause },
    );
  }
}

/** `tollgate explain` */
export async function runExplain(inputs: Inputs, output: Output): Promise<number> {
  const [word] = inputs.arguments;
  if (word === undefined) {
    output.result(listReasons());
    return exitCodes.done;
  }
  const report = await readReport(inputs.text('report') ?? 'tollgate-report.json');
  output.result(explain(word, report).split('\n').map(inertTerminal).join('\n'));
  return exitCodes.done;
}
