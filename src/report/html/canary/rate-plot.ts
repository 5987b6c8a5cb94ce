import type { Finding } from '../../../model/finding.ts';
import { formatValue } from '../../../model/format-value.ts';
import type { Html } from '../markup.ts';
import { linearScale } from '../scale.ts';
import { allowedValue, type DrawnMetric, timeOf, upright } from './drawn-metric.ts';
import { timePlot } from './time-plot.ts';

function titleOf({ detail }: Finding): string {
  const quantile = detail?.['quantile'];
  return typeof quantile === 'number' ? `Measured: p${Math.round(quantile * 1e4) / 100} of each look` : 'Measured';
}

/** What was measured on both sides, look by look. */
export function ratePlot(drawn: DrawnMetric): Html {
  const { trace, finding } = drawn;
  const limit = allowedValue(finding);
  const values = trace.rates.flatMap(({ canary, baseline }) => [canary ?? 0, baseline ?? 0]);
  const levels =
    limit === null ? [] : [{ look: 'level-allowed', value: limit, name: `allowed: ${formatValue(limit, trace.unit)}` }];
  return timePlot({
    title: titleOf(finding),
    said: `${finding.check} of canary and baseline over time. ${finding.message}`,
    ...timeOf(drawn),
    scale: upright(linearScale([...values, limit ?? 0], trace.unit)),
    curves: [
      {
        look: 'of-baseline',
        name: 'baseline',
        points: trace.rates.map(({ look, baseline }) => [look, baseline] as const),
      },
      { look: 'of-canary', name: 'canary', points: trace.rates.map(({ look, canary }) => [look, canary] as const) },
    ].filter(({ points }) => points.some(([, value]) => value !== null)),
    levels,
  });
}
