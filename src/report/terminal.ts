import type { Verdict } from '../model/verdict.ts';
import { byStatus } from './by-status.ts';
import { inertLog } from './escape/log.ts';
import { sideNames } from './side-names.ts';
import { accepted } from './terminal/accepted.ts';
import { canaryMetrics } from './terminal/canary-metrics.ts';
import { dimensions } from './terminal/dimensions.ts';
import { footer } from './terminal/footer.ts';
import { guards } from './terminal/guards.ts';
import { heading } from './terminal/heading.ts';
import { notMeasured } from './terminal/not-measured.ts';
import { plans } from './terminal/plans.ts';
import { predictiveness } from './terminal/predictiveness.ts';
import { Screen, type ScreenOptions } from './terminal/screen.ts';
import { worst } from './terminal/worst.ts';

/**
 * The verdict for a terminal or a log: the decision first, then the worst findings, then what was not measured and why.
 *
 * Without colour our own words are plain ASCII. No line is a workflow command, whatever the names in it.
 */
export function terminal(verdict: Verdict, options: ScreenOptions): string {
  const screen = new Screen(options);
  const parts =
    verdict.question === 'canary'
      ? [heading(verdict, screen), canaryMetrics(verdict.findings, screen), footer(verdict, null, screen)]
      : comparison(verdict, screen);
  const text = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return inertLog(`${text.join('\n\n')}\n`);
}

function comparison(verdict: Verdict, screen: Screen): string[][] {
  const { diverged, unmeasured, accepted: waived, matches } = byStatus(verdict.findings);
  return [
    heading(verdict, screen),
    worst(diverged, sideNames(verdict), screen),
    plans(verdict.findings, sideNames(verdict), screen),
    guards(verdict.findings, screen),
    dimensions(verdict.dimensions, screen),
    predictiveness(verdict.findings, screen),
    notMeasured(unmeasured, screen),
    accepted(waived, screen),
    footer(verdict, matches.length, screen),
  ];
}
