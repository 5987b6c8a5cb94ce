import { backtestQueries, canaryBacktest } from '../commands/canary/canary-backtest.ts';
import { toCanaryOptions } from '../commands/canary/run/canary-options.ts';
import { exitCodeOfPromise, exitCodes } from '../commands/exit-code.ts';
import { backtestTerminal } from '../report/replay/backtest-terminal.ts';
import { backtestOptions, seedOption } from './canary-options.ts';
import { type Inputs, requestOf } from './inputs.ts';
import { parseJudges } from './judge-names.ts';
import { readNumbers } from './number-options.ts';
import type { Output } from './output.ts';
import { screenFor } from './print-verdict.ts';
import { writeResult } from './write-result.ts';

/** `tollgate canary backtest` */
export async function runCanaryBacktest(inputs: Inputs, output: Output): Promise<number> {
  const common = requestOf(inputs);
  const given = (name: string) => (backtestOptions.includes(name) ? inputs.text(name) : undefined);
  const request = {
    ...common,
    options: [...common.options, ...toCanaryOptions(given)],
    file: inputs.arguments[0] ?? '',
    judges: parseJudges(inputs.text('judge') ?? 'tollgate'),
    seed: readNumbers(inputs, [seedOption]).value('seed'),
    recording: inputs.text('recording') ?? null,
    progress: output.note,
    hide: output.hide,
  };
  if (inputs.flag('dry-run')) {
    for (const [key, query] of await backtestQueries(request)) output.result(`# ${key}\n${query}\n`);
    return exitCodes.done;
  }
  const backtest = await canaryBacktest(request);
  await writeResult(backtest, inputs, output);
  output.say(backtestTerminal(backtest, screenFor(inputs)));
  return exitCodeOfPromise(backtest.judges[0]?.good.promise ?? 'unproven');
}
