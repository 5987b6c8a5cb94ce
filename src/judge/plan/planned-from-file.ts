import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { CanaryMetric, CountsMetric, HistogramMetric, SamplesMetric } from '../../model/canary/canary-metric.ts';
import { splitAlpha } from '../canary/split-alpha.ts';
import { logSpread } from './log-spread.ts';
import { type MetricBudget, planErrors } from './plan-errors.ts';
import { planLatency } from './plan-latency.ts';
import type { PlannedMetric, PlannedTraffic } from './planned-metric.ts';

type Side = 'canary' | 'baseline';

/** Requests of one side of one row; null where it was not measured. */
function requestsOf(metric: Exclude<CanaryMetric, { kind: 'gauge' }>, side: Side): (number | null)[] {
  switch (metric.kind) {
    case 'counts':
      return metric.rows.map((row) => row[side]?.total ?? null);
    case 'samples':
      return metric.rows.map((row) => row[side]?.length ?? null);
    case 'histogram':
      return metric.rows.map((row) => row[side]?.at(-1) ?? null);
  }
}

function meanOf(values: readonly (number | null)[]): number {
  const measured = values.filter((value) => value !== null);
  return measured.length === 0 ? 0 : measured.reduce((sum, value) => sum + value, 0) / measured.length;
}

/** Requests per look as the file has them, divided anew where another share is planned for. */
function trafficOf(metric: Exclude<CanaryMetric, { kind: 'gauge' }>, share: number | null): PlannedTraffic {
  const [canary, baseline] = [meanOf(requestsOf(metric, 'canary')), meanOf(requestsOf(metric, 'baseline'))];
  const total = canary + baseline;
  return share === null ? { canary, baseline } : { canary: total * share, baseline: total * (1 - share) };
}

function plannedCounts(metric: CountsMetric, budget: MetricBudget): PlannedMetric {
  const { relative, absolute } = metric.tolerance;
  const baseline = metric.rows.flatMap((row) => row.baseline ?? []);
  const sum = (of: 'bad' | 'total') => baseline.reduce((total, counts) => total + counts[of], 0);
  const baselineRate = sum('total') > 0 ? sum('bad') / sum('total') : 0;
  return planErrors(budget, {
    allowance: { rho: relative === null ? 0 : 1 + relative, delta: absolute },
    baselineRate,
  });
}

/** A fail needs the mean over the quantiles, so that each has its part of the budget. */
function plannedQuantiles(metric: SamplesMetric | HistogramMetric, budget: MetricBudget): PlannedMetric[] {
  const spread = logSpread(metric);
  const { quantiles, tolerance } = metric;
  return quantiles.map((quantile) =>
    planLatency(
      {
        ...budget,
        name: `${budget.name} p${Number((quantile * 100).toPrecision(6))}`,
        falseAlarm: budget.falseAlarm / quantiles.length,
      },
      { quantile, ratio: 1 + tolerance.relative, spread },
    ),
  );
}

/** What a file's own rows let expect of each of its metrics; gauges cannot be planned for. */
export function plannedFromFile({ judge, metrics }: CanaryFile, share: number | null): PlannedMetric[] {
  const alphas = splitAlpha(metrics, judge.falseAlarm);
  return metrics.flatMap((metric, at) => {
    if (metric.kind === 'gauge') return [];
    const { name, route, blocking } = metric;
    const budget = {
      name: route === null ? name : `${name} ${route}`,
      falseAlarm: alphas[at] ?? 0,
      blocking,
      traffic: trafficOf(metric, share),
    };
    return metric.kind === 'counts' ? [plannedCounts(metric, budget)] : plannedQuantiles(metric, budget);
  });
}
