import type { HistogramMetric, SamplesMetric } from '../../model/canary/canary-metric.ts';
import { histogramQuantile } from '../../stats/histogram-quantile.ts';
import { linearQuantile } from '../../stats/linear-quantile.ts';
import { normalQuantile } from '../../stats/normal-quantile.ts';

/** Where nothing better is known: common for web services. */
export const usualSpread = 1;

/** The baseline's median and 95th percentile over all rows; NaN where there is none. */
function quantilesOf(metric: SamplesMetric | HistogramMetric): readonly [number, number] {
  if (metric.kind === 'samples') {
    const values = metric.rows.flatMap(({ baseline }) => baseline ?? []).sort((a, b) => a - b);
    return [linearQuantile(values, 0.5), linearQuantile(values, 0.95)];
  }
  const cumulative = [...metric.bounds, 0].map((_, at) =>
    metric.rows.reduce((sum, { baseline }) => sum + (baseline?.[at] ?? 0), 0),
  );
  const histogram = { kind: 'histogram' as const, bounds: metric.bounds, cumulative, unit: metric.unit };
  const quantile = (q: number) => histogramQuantile(histogram, q, 'log-normal').value;
  return [quantile(0.5), quantile(0.95)];
}

/**
 * How widely a baseline's response times spread: the standard deviation of their logarithm, as their median and 95th percentile show it.
 *
 * 1 where the rows show none.
 */
export function logSpread(metric: SamplesMetric | HistogramMetric): number {
  const [middle, high] = quantilesOf(metric);
  const spread = Math.log(high / middle) / normalQuantile(0.95);
  return spread > 0 && Number.isFinite(spread) ? spread : usualSpread;
}
