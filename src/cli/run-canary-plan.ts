import { canaryPlan } from '../commands/canary/canary-plan.ts';
import { exitCodes } from '../commands/exit-code.ts';
import { parseDuration } from '../model/duration.ts';
import { UsageError } from '../model/usage-error.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { planHtml } from '../report/canary-plan/html.ts';
import { planTerminal } from '../report/canary-plan/terminal.ts';
import { planOptions } from './canary-options.ts';
import type { Inputs } from './inputs.ts';
import { readNumbers } from './number-options.ts';
import type { Output } from './output.ts';
import { screenFor } from './print-verdict.ts';
import { writeResult } from './write-result.ts';

/** Quantiles as they are written: `0.5,0.95`. */
function parseQuantiles(text: string | undefined): number[] {
  if (text === undefined) return [];
  const quantiles = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (quantiles.every((quantile) => quantile > 0 && quantile < 1)) return quantiles;
  throw new UsageError('invalid-option', `--quantiles: wanted numbers between 0 and 1 such as 0.5,0.95, not "${text}"`);
}

function parseInterval(text: string): string {
  try {
    parseDuration(text);
    return text;
  } catch (error) {
    throw new UsageError('invalid-option', `--interval: ${(error as Error).message}`, { cause: error });
  }
}

/** `tollgate canary plan` */
export async function runCanaryPlan(inputs: Inputs, output: Output): Promise<number> {
  const { given, value } = readNumbers(inputs, planOptions);
  const plan = await canaryPlan({
    file: inputs.arguments[0] ?? null,
    requestsPerSecond: given('requests-per-second'),
    errorRate: given('error-rate'),
    share: given('share'),
    relative: value('relative'),
    absolute: value('absolute'),
    quantiles: parseQuantiles(inputs.text('quantiles')),
    latencyRelative: value('latency-relative'),
    latencySpread: value('latency-spread'),
    interval: parseInterval(inputs.text('interval') ?? '30s'),
    horizon: given('horizon'),
    warmup: given('warmup'),
    falseAlarm: value('false-alarm'),
    falsePass: value('false-pass'),
  });
  await writeResult(plan, inputs, output);
  output.say(planTerminal(plan, screenFor(inputs)));
  const page = inputs.text('html');
  if (page !== undefined) {
    await writeFileWhole(page, planHtml(plan));
    output.say(`Page: ${page}`);
  }
  return plan.decidable ? exitCodes.done : exitCodes.inconclusive;
}
