import type { CanaryPlan, MetricPlan, PlannedVerdict } from '../../model/canary/canary-plan.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import { Screen, type ScreenOptions } from '../terminal/screen.ts';
import { planSummary } from './plan-summary.ts';
import { suggestionText } from './suggestion-text.ts';
import { textPlot } from './text-plot.ts';

const widths = [16, 9, 12, 8, 18] as const;

function cells(screen: Screen, words: readonly string[]): string {
  return words
    .map((word, at) => screen.cell(word, widths[at] ?? 10))
    .join('')
    .trimEnd();
}

function verdictLine(
  screen: Screen,
  { canary, verdict, minutes, looks, canaryRequests, withinHorizon }: PlannedVerdict,
) {
  const known = minutes !== null && looks !== null && canaryRequests !== null;
  const figures = known
    ? [formatValue(minutes * 60, 's'), formatCount(looks), formatCount(canaryRequests)]
    : ['never', '', ''];
  const line = cells(screen, [canary, verdict.toUpperCase(), ...figures]);
  if (withinHorizon) return `  ${screen.style(verdict === 'pass' ? 'green' : 'red', line)}`;
  return `  ${screen.style('dim', known ? `${line.padEnd(64)}after the horizon` : line)}`;
}

function metricLines(screen: Screen, metric: MetricPlan, plan: CanaryPlan): string[] {
  const { canary, baseline } = metric.requestsPerLook;
  const about = `baseline ${formatValue(metric.baselineRate, 'share')} bad, allowed ${formatValue(metric.allowedRate, 'share')}; ${formatValue(canary, 'canary')} and ${formatValue(baseline, 'baseline')} requests per look${metric.blocking ? '' : '; does not block'}`;
  return [
    '',
    ...screen.block('', metric.name, { words: 'bold' }),
    ...screen.block('  ', about),
    `  ${screen.style('dim', cells(screen, ['canary', 'verdict', 'after', 'looks', 'canary requests']))}`,
    ...metric.verdicts.map((verdict) => verdictLine(screen, verdict)),
    '',
    ...textPlot(metric, plan).map((line) => `  ${line}`),
    ...suggestionLines(screen, metric, plan),
  ];
}

function suggestionLines(screen: Screen, metric: MetricPlan, plan: CanaryPlan): string[] {
  if (metric.decidable) return [];
  if (metric.suggestions.length === 0)
    return ['', ...screen.block('  ', 'No single change of share, time, load or tolerance makes a verdict possible.')];
  return [
    '',
    '  Each of these alone makes a verdict possible, the smallest change first:',
    ...metric.suggestions.flatMap((suggestion) => screen.block('  - ', suggestionText(suggestion, metric, plan))),
  ];
}

/** A plan for the terminal: a summary, and per metric a table, a plot and what would make it decidable. */
export function planTerminal(plan: CanaryPlan, options: ScreenOptions): string {
  const screen = new Screen(options);
  return [
    ...screen.block('', planSummary(plan), { words: plan.decidable ? 'green' : 'yellow' }),
    ...plan.metrics.flatMap((metric) => metricLines(screen, metric, plan)),
    '',
    ...plan.remarks.flatMap((remark) => screen.block('- ', remark, { words: 'dim' })),
  ].join('\n');
}
