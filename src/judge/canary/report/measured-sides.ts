import type {
  CanaryMetric,
  CountsMetric,
  GaugeMetric,
  HistogramMetric,
  SamplesMetric,
} from '../../../model/canary/canary-metric.ts';
import type { Side } from '../../../model/finding.ts';
import { histogramQuantile } from '../../../stats/histogram-quantile.ts';
import { isUsableGauge } from '../start-gauge.ts';
import type { MetricState } from '../start-metric.ts';

/** What was measured on each side over all looks, for a person to read; the scores compare look by look. */
export interface MeasuredSides {
  readonly baseline: Side | null;
  readonly canary: Side | null;
  /** Which quantile the values are; null for counts and gauges. */
  readonly quantile: number | null;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Shares of bad requests. The baseline’s looks weigh as much as the canary’s, so that a ramp does not compare a quiet hour with a
 * busy one (Simpson’s paradox).
 */
function countsSides({ rows, tolerance }: CountsMetric, warmup: number): MeasuredSides {
  const judged = rows.slice(warmup);
  const canary = judged.flatMap((row) => row.canary ?? []);
  const baseline = judged.flatMap((row) => row.baseline ?? []);
  const paired = judged.flatMap((row) =>
    row.canary !== null && row.baseline !== null && row.baseline.total > 0
      ? [{ weight: row.canary.total, rate: row.baseline.bad / row.baseline.total }]
      : [],
  );
  const weight = sum(paired.map((row) => row.weight));
  const [requests, others] = [sum(canary.map(({ total }) => total)), sum(baseline.map(({ total }) => total))];
  const rate = sum(paired.map((row) => row.weight * row.rate)) / weight;
  return {
    canary: requests === 0 ? null : side(sum(canary.map(({ bad }) => bad)) / requests, 'share', requests),
    baseline: weight === 0 || tolerance.relative === null ? null : side(rate, 'share', others),
    quantile: null,
  };
}

const side = (value: number, unit: string, n: number): Side => ({ value, unit, n });

function samplesSide({ rows, unit }: SamplesMetric, which: 'canary' | 'baseline', quantile: number): Side | null {
  const values = new Float64Array(rows.flatMap((row) => row[which] ?? [])).sort();
  const value = values[Math.max(1, Math.ceil(quantile * values.length)) - 1];
  return value === undefined ? null : side(value, unit, values.length);
}

function histogramSide(
  { rows, bounds, unit }: HistogramMetric,
  which: 'canary' | 'baseline',
  quantile: number,
): Side | null {
  const cumulative = new Array<number>(bounds.length + 1).fill(0);
  for (const row of rows) {
    row[which]?.forEach((count, at) => {
      cumulative[at] = (cumulative[at] ?? 0) + count;
    });
  }
  const total = cumulative.at(-1) ?? 0;
  if (total === 0) return null;
  return side(histogramQuantile({ kind: 'histogram', bounds, cumulative, unit }, quantile).value, unit, total);
}

function gaugeSides({ rows, unit }: GaugeMetric, warmup: number): MeasuredSides {
  const judged = rows.slice(warmup).filter(isUsableGauge);
  const mean = (which: 'canary' | 'baseline') =>
    judged.length === 0 ? null : side(sum(judged.map((row) => row[which] ?? 0)) / judged.length, unit, judged.length);
  return { canary: mean('canary'), baseline: mean('baseline'), quantile: null };
}

/** The quantile that decides: the one that speaks most against the canary where it failed, else the one that holds up the PASS. */
export function decisiveQuantile(quantiles: readonly number[], { parts, failed }: MetricState): number {
  const weights = parts.map(({ fail, pass }) => (failed === null ? -pass.value() : fail.value()));
  return quantiles[weights.indexOf(Math.max(...weights))] ?? quantiles[0] ?? 0.5;
}

/** Measures both sides over the looks after the warm-up. */
export function measuredSides(metric: CanaryMetric, state: MetricState, warmup: number): MeasuredSides {
  switch (metric.kind) {
    case 'counts':
      return countsSides(metric, warmup);
    case 'gauge':
      return gaugeSides(metric, warmup);
    case 'samples': {
      const quantile = decisiveQuantile(metric.quantiles, state);
      const judged = { ...metric, rows: metric.rows.slice(warmup) };
      const [canary, baseline] = [samplesSide(judged, 'canary', quantile), samplesSide(judged, 'baseline', quantile)];
      return { canary, baseline, quantile };
    }
    case 'histogram': {
      const quantile = decisiveQuantile(metric.quantiles, state);
      const judged = { ...metric, rows: metric.rows.slice(warmup) };
      const [canary, baseline] = [
        histogramSide(judged, 'canary', quantile),
        histogramSide(judged, 'baseline', quantile),
      ];
      return { canary, baseline, quantile };
    }
  }
}
