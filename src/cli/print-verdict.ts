import { type Concludable, conclude } from '../commands/conclude.ts';
import { redactSecrets } from '../config/redact.ts';
import type { Verdict } from '../model/verdict.ts';
import { takesOutput } from '../notify/write-reports.ts';
import type { ScreenOptions } from '../report/terminal/screen.ts';
import { terminal } from '../report/terminal.ts';
import { type Inputs, targetsOf } from './inputs.ts';
import type { Output } from './output.ts';

/** Colour only where a person looks, and nobody asked for none (https://no-color.org). */
function wantsColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR: never, FORCE_COLOR: always } = process.env;
  if (never !== undefined && never !== '') return false;
  return always !== undefined && always !== '' && always !== '0' ? true : stream.isTTY;
}

/** What words for people are written on: standard error while a result takes standard output. */
export function screenFor(inputs: Inputs): ScreenOptions {
  const stream = takesOutput(targetsOf(inputs)) ? process.stderr : process.stdout;
  return { colour: wantsColour(stream), width: Math.min(stream.columns ?? 100, 120) };
}

/** Prints a verdict for a person: on standard error where a report takes standard output. */
export function printVerdict(verdict: Verdict, inputs: Inputs, output: Output): void {
  if (takesOutput(targetsOf(inputs))) output.reserveResult();
  output.say(terminal(verdict, screenFor(inputs)));
}

/** Prints a verdict, writes what was asked for, and gives the exit code. */
export async function concludeVerdict(validated: Concludable, inputs: Inputs, output: Output): Promise<number> {
  output.hide(validated.secrets);
  output.decided(validated.verdict, (text) => redactSecrets(text, validated.secrets));
  printVerdict(validated.verdict, inputs, output);
  const { files, messages, exitCode } = await conclude(validated, {
    targets: targetsOf(inputs),
    baseline: inputs.flag('write-baseline') ? (inputs.text('write-baseline') ?? '') : null,
    print: output.result,
    link: null,
  });
  for (const file of files) output.say(`Report: ${file}`);
  for (const message of messages) output.note(message);
  const { decision } = validated.verdict;
  if (decision !== 'pass' && exitCode === 0 && !inputs.flag('write-baseline')) {
    output.say(`The verdict is ${decision}; the exit code is 0 because failOn is ${validated.failOn}.`);
  }
  return exitCode;
}
