import type { CanaryFile, CanaryHistory } from '../../model/canary/canary-file.ts';
import type { CanaryMetric } from '../../model/canary/canary-metric.ts';
import type { ScoresNow } from './bet-scores.ts';
import type { MetricScores } from './metric-scores.ts';
import { startBuckets } from './start-buckets.ts';
import { startCounts } from './start-counts.ts';
import { startGauge } from './start-gauge.ts';
import { startSamples } from './start-samples.ts';

/** What the scores of a metric need to know besides its rows. */
export interface ScoreSettings {
  readonly horizon: number;
  readonly history: CanaryFile['history'];
}

/** The scores of a metric, fed with the rows that it holds by their index. */
export interface RowScores extends Omit<MetricScores<never>, 'look'> {
  readonly look: (row: number) => ScoresNow;
}

/** A history that has another form belongs to another metric of the same name. */
const listOf = (history: CanaryHistory | null) => (Array.isArray(history) ? history : null);
const countsOf = (history: CanaryHistory | null) => (Array.isArray(history) ? null : history);

function reading<Row>({ parts, look }: MetricScores<Row>, rows: readonly Row[]): RowScores {
  return {
    parts,
    look: (at) => {
      const row = rows[at];
      if (row === undefined) throw new RangeError(`there is no row ${at}`);
      return look(row);
    },
  };
}

/** Starts the scores of a metric, whatever its kind. */
export function startScores(metric: CanaryMetric, settings: ScoreSettings): RowScores {
  const { horizon } = settings;
  const history = new Map(Object.entries(settings.history ?? {})).get(metric.name) ?? null;
  switch (metric.kind) {
    case 'counts': {
      const { relative, absolute } = metric.tolerance;
      const allowance = { rho: relative === null ? 0 : 1 + relative, delta: absolute };
      return reading(startCounts(allowance, { horizon, history: countsOf(history) }), metric.rows);
    }
    case 'samples': {
      const { quantiles, tolerance, rows } = metric;
      return reading(
        startSamples({ quantiles, ratio: 1 + tolerance.relative, horizon, history: listOf(history) }),
        rows,
      );
    }
    case 'histogram': {
      const { bounds, quantiles, tolerance, rows } = metric;
      const past = listOf(history);
      const fitting = past?.length === bounds.length + 1 ? past : null;
      return reading(
        startBuckets(bounds, { quantiles, ratio: 1 + tolerance.relative, horizon, history: fitting }),
        rows,
      );
    }
    case 'gauge':
      return reading(startGauge(1 + metric.tolerance.relative), metric.rows);
  }
}
