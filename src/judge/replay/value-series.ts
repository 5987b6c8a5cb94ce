import type { CanaryMetric, CountsMetric, HistogramMetric, SamplesMetric } from '../../model/canary/canary-metric.ts';
import { linearQuantile } from '../../stats/linear-quantile.ts';
import { prometheusQuantile } from '../../stats/prometheus-quantile.ts';

/** One number per look and side, as judges of plain series read them: null was not measured, NaN had no request. */
export interface ValueSeries {
  /** For example `errors` or `latency p95`. */
  readonly name: string;
  readonly metric: CanaryMetric;
  readonly canary: readonly (number | null)[];
  readonly baseline: readonly (number | null)[];
  /** The largest value that the metric's tolerance allows beside a baseline's value. */
  readonly allowed: (baseline: number) => number;
}

const sides = ['canary', 'baseline'] as const;

/** Applies one function to both sides of every row. */
function valuesOf<Side>(
  rows: readonly Readonly<Record<(typeof sides)[number], Side | null>>[],
  value: (side: Side) => number,
): Pick<ValueSeries, 'canary' | 'baseline'> {
  const [canary = [], baseline = []] = sides.map((side) =>
    rows.map((row) => {
      const measured = row[side];
      return measured === null ? null : value(measured);
    }),
  );
  return { canary, baseline };
}

function countsSeries(metric: CountsMetric): ValueSeries[] {
  const { relative, absolute } = metric.tolerance;
  const rates = valuesOf(metric.rows, ({ bad, total }) => bad / total);
  const rho = relative === null ? 0 : 1 + relative;
  return [{ name: metric.name, metric, ...rates, allowed: (rate) => (rho === 0 ? absolute : rho * rate + absolute) }];
}

function quantileSeries(metric: SamplesMetric | HistogramMetric): ValueSeries[] {
  const allowed = (value: number) => (1 + metric.tolerance.relative) * value;
  return metric.quantiles.map((q) => {
    const values =
      metric.kind === 'samples'
        ? valuesOf(metric.rows, (samples) =>
            linearQuantile(
              samples.toSorted((a, b) => a - b),
              q,
            ),
          )
        : valuesOf(metric.rows, (cumulative) => prometheusQuantile(metric.bounds, cumulative, q));
    return { name: `${metric.name} p${Number((q * 100).toPrecision(6))}`, metric, ...values, allowed };
  });
}

/** A metric as the plain series that Kayenta or a threshold would be given: a rate, a quantile per look, or a level. */
export function valueSeries(metric: CanaryMetric): ValueSeries[] {
  switch (metric.kind) {
    case 'counts':
      return countsSeries(metric);
    case 'samples':
    case 'histogram':
      return quantileSeries(metric);
    case 'gauge':
      return [
        {
          name: metric.name,
          metric,
          ...valuesOf(metric.rows, (level) => level),
          allowed: (level) => (1 + metric.tolerance.relative) * level,
        },
      ];
  }
}
