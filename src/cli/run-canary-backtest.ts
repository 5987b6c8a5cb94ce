import { canaryBacktest } from '../commands/canary/canary-backtest.ts';
import { exitCodeOfPromise } from '../commands/exit-code.ts';
import { backtestTerminal } from '../report/replay/backtest-terminal.ts';
import { seedOption } from './canary-options.ts';
import type { Inputs } from './inputs.ts';
import { parseJudges } from './judge-names.ts';
import { readNumbers } from './number-options.ts';
import type { Output } from './output.ts';
import { screenFor } from './print-verdict.ts';
import { writeResult } from './write-result.ts';

/** `tollgate canary backtest` */
export async function runCanaryBacktest(inputs: Inputs, output: Output): Promise<number> {
  const backtest = await canaryBacktest({
    file: inputs.arguments[0] ?? '',
    judges: parseJudges(inputs.text('judge') ?? 'tollgate'),
    seed: readNumbers(inputs, [seedOption]).value('seed'),
    progress: output.note,
  });
  await writeResult(backtest, inputs, output);
  output.say(backtestTerminal(backtest, screenFor(inputs)));
  return exitCodeOfPromise(backtest.judges[0]?.good.promise ?? 'unproven');
}
