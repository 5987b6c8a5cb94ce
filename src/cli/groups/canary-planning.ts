import { planOptions } from '../canary-options.ts';
import { withNumbers } from '../number-options.ts';
import type { Registrar } from '../registrar.ts';

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
}
