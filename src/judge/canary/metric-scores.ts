import type { CanaryFile, CanaryHistory } from '../../model/canary/canary-file.ts';
import type { CanaryMetric, CountsMetric, GaugeMetric } from '../../model/canary/canary-metric.ts';
import type { Which } from './bet-scores.ts';
import type { Allowance } from './interval.ts';
import { reduceBuckets } from './reduce-buckets.ts';
import { reduceCounts } from './reduce-counts.ts';
import { reduceSamples } from './reduce-samples.ts';
import type { Reduction } from './reduction.ts';
import { startGauge } from './start-gauge.ts';
import { type RowScores, startParts } from './start-parts.ts';

/** What the scores of a metric need to know besides its rows. */
export interface ScoreSettings {
  readonly horizon: number;
  readonly history: CanaryFile['history'];
}

/** A metric whose scores can be started at any size of its tolerance; its rows are prepared once. */
export interface MetricScores {
  /** The size that is configured. */
  readonly allowed: number;
  /** What its rows are reduced to; null for a gauge. */
  readonly bets: { readonly rows: Reduction; readonly allowance: Allowance; readonly ratio: number } | null;
  /** Starts the scores as configured. */
  readonly start: () => RowScores;
  /**
   * Starts the scores as if the tolerance were another, for bounds.
   *
   * @param size what is bounded: how many times the baseline’s rate or value (absolute part: none), or the rate of a plain SLO
   * @param which the score that is wanted
   */
  readonly startAt: (size: number, which?: Which) => RowScores;
}

function pastOf(metric: CanaryMetric, history: CanaryFile['history']): CanaryHistory | null {
  return new Map(Object.entries(history ?? {})).get(metric.name) ?? null;
}

/** A history that has another form belongs to another metric of the same name. */
function reduction(metric: Exclude<CanaryMetric, GaugeMetric>, history: CanaryHistory | null): Reduction {
  const list = Array.isArray(history) ? history : null;
  switch (metric.kind) {
    case 'counts':
      return reduceCounts(metric.rows, Array.isArray(history) ? null : history);
    case 'samples':
      return reduceSamples(metric.rows, { quantiles: metric.quantiles, history: list });
    case 'histogram': {
      const { rows, bounds, quantiles } = metric;
      return reduceBuckets(rows, {
        bounds,
        quantiles,
        history: list?.length === bounds.length + 1 ? list : null,
      });
    }
  }
}

const noTolerance: Allowance = { rho: 1, delta: 0 };

function gaugeScores(metric: GaugeMetric): MetricScores {
  const startAt = (ratio: number): RowScores => {
    const take = startGauge(ratio);
    return { parts: [], look: (row) => take(metric.rows[row] ?? { canary: null, baseline: null }) };
  };
  const allowed = 1 + metric.tolerance.relative;
  return { allowed, bets: null, startAt, start: () => startAt(allowed) };
}

function countsScores({ tolerance }: CountsMetric, rows: Reduction, horizon: number): MetricScores {
  const { relative, absolute: delta } = tolerance;
  const isSlo = relative === null;
  const bets = { rows, allowance: { rho: isSlo ? 0 : 1 + relative, delta }, ratio: 1 };
  return {
    allowed: isSlo ? delta : 1 + relative,
    bets,
    start: () => startParts(rows, { ...bets, horizon }),
    startAt: (size, which = 'both') => {
      const allowance = isSlo ? { rho: 0, delta: size } : { rho: size, delta: 0 };
      return startParts(rows, { allowance, ratio: 1, horizon, which });
    },
  };
}

/** The scores of a metric, whatever its kind. */
export function metricScores(metric: CanaryMetric, { horizon, history }: ScoreSettings): MetricScores {
  if (metric.kind === 'gauge') return gaugeScores(metric);
  const rows = reduction(metric, pastOf(metric, history));
  if (metric.kind === 'counts') return countsScores(metric, rows, horizon);
  const bets = { rows, allowance: noTolerance, ratio: 1 + metric.tolerance.relative };
  const startAt = (ratio: number, which: Which = 'both') => startParts(rows, { ...bets, ratio, horizon, which });
  return { allowed: bets.ratio, bets, startAt, start: () => startAt(bets.ratio) };
}
