import type { Command } from 'commander';
import { canaryOptions } from '../../commands/canary/run/canary-options.ts';
import { backtestOptions, calibrateOptions, planOptions, recordingOptions, seedOption } from '../canary-options.ts';
import { withNumbers } from '../number-options.ts';
import type { Registrar } from '../registrar.ts';
import { withConfiguration } from '../shared-options.ts';

/** Before a canary is judged, and after many were: how long it takes, and whether the judge keeps its promise here. */
export function describeCanaryPlanning({ command }: Registrar): void {
  withNumbers(
    command(
      'canary plan',
      'say how many requests or minutes a verdict needs, and what would shorten it',
      async () => (await import('../run-canary-plan.ts')).runCanaryPlan,
    ),
    planOptions,
  )
    .argument('[FILE]', 'a recorded tollgate.canary/1 file, whose traffic and tolerances are taken')
    .option('--quantiles <Q,…>', 'latency: quantiles to plan for, for example 0.5,0.95 (default: none)')
    .option('--interval <DURATION>', 'length of one look', '30s')
    .option('--json <FILE>', 'write the plan as JSON; - for standard output')
    .option('--html <FILE>', 'write the plan as one self-contained page');
  const calibrate = withReplay(
    withNumbers(
      withConfiguration(
        command(
          'canary calibrate',
          'replay healthy hours as rollouts that were none, and measure the rate of false alarms',
          async () => (await import('../run-canary-calibrate.ts')).runCanaryCalibrate,
        ),
      ),
      calibrateOptions,
    ),
  )
    .argument('[PATH]', 'a tollgate.pods/1 or tollgate.canary/1 file of a healthy service, or a folder of them')
    .option('--from <INSTANT>', 'without PATH: read every pod of the baseline from here on, ISO 8601')
    .option('--to <INSTANT>', 'end of the healthy hours')
    .option('--recording <FILE>', 'keep what was read, as tollgate.pods/1');
  for (const { name, placeholder, description } of canaryOptions)
    if (recordingOptions.includes(name)) calibrate.option(`--${name} <${placeholder}>`, description);
  describeBacktest({ command });
}

function describeBacktest({ command }: Pick<Registrar, 'command'>): void {
  const backtest = withReplay(
    withNumbers(
      withConfiguration(
        command(
          'canary backtest',
          'judge past releases anew: which bad ones are stopped, which good ones, and how early',
          async () => (await import('../run-canary-backtest.ts')).runCanaryBacktest,
        ),
      ),
      [seedOption],
    ),
  )
    .argument(
      '<FILE>',
      'tollgate.releases/1 file (YAML or JSON): recordings or windows of releases, labelled good or bad',
    )
    .option('--recording <FOLDER>', 'keep what was read, and a list of it with which the backtest repeats offline')
    .option('--dry-run', 'print the queries of the first look of every window and send none');
  for (const { name, placeholder, description } of canaryOptions)
    if (backtestOptions.includes(name)) backtest.option(`--${name} <${placeholder}>`, description);
}

/** What replays share. */
function withReplay(command: Command): Command {
  return command
    .option(
      '--judge <NAME,…>',
      'tollgate, kayenta, threshold (Argo Rollouts), or several side by side; the first one decides',
      'tollgate',
    )
    .option('--json <FILE>', 'write the result as JSON; - for standard output');
}
