import type { CanaryMetric } from '../../../model/canary/canary-metric.ts';
import { histogramQuantile } from '../../../stats/histogram-quantile.ts';

type Rate = number | null;
type Side = CanaryMetric['rows'][number]['canary'];

/** The value at a quantile of one look’s values; null without any. */
function sampleQuantile(values: readonly number[], quantile: number): Rate {
  const ascending = new Float64Array(values).sort();
  return ascending[Math.max(1, Math.ceil(quantile * ascending.length)) - 1] ?? null;
}

function bucketQuantile(bounds: readonly number[], cumulative: readonly number[], quantile: number): Rate {
  if (!((cumulative.at(-1) ?? 0) > 0)) return null;
  return histogramQuantile({ kind: 'histogram', bounds: [...bounds], cumulative: [...cumulative], unit: '' }, quantile)
    .value;
}

function listRate(metric: CanaryMetric, side: readonly number[], quantile: number): Rate {
  return metric.kind === 'histogram' ? bucketQuantile(metric.bounds, side, quantile) : sampleQuantile(side, quantile);
}

/** What one side did in one look: its share of bad requests, its quantile, or its level. */
function rateOf(metric: CanaryMetric, side: Side | undefined, quantile: number): Rate {
  if (side === null || side === undefined) return null;
  if (typeof side === 'number') return side;
  if (Array.isArray(side)) return listRate(metric, side, quantile);
  return side.total === 0 ? null : side.bad / side.total;
}

/** The raw rates of both sides in one look (1-based row), for a person to look at. */
export function lookRates(
  metric: CanaryMetric,
  look: number,
  quantile: number | null,
): { readonly canary: Rate; readonly baseline: Rate } {
  const row = metric.rows[look - 1];
  return {
    canary: rateOf(metric, row?.canary, quantile ?? 0.5),
    baseline: rateOf(metric, row?.baseline, quantile ?? 0.5),
  };
}
