import type { Conditions } from './assess-measurement.ts';
import { argoLimits, assessMetric, type Limits, type MetricPhase } from './assess-metric.ts';

/** One metric with one value per look; null where the query gave nothing. */
export interface ThresholdSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly conditions: Conditions;
  readonly limits?: Limits;
  /** Measured and shown; never changes the run. */
  readonly dryRun?: boolean;
}

export interface ThresholdVerdict extends MetricPhase {
  /** The metric that decided; null where none did. */
  readonly metric: string | null;
}

/** Worst first: how Argo orders phases that are reached at the same time. */
const worst: readonly MetricPhase['phase'][] = ['failed', 'error', 'inconclusive'];

/**
 * Judges a rollout as Argo's analysis run does: the first metric that violates a limit ends the run, and stops the others.
 *
 * Argo aborts on `failed` and on `error`, pauses on `inconclusive`, goes on with `successful`.
 */
export function judgeThreshold(series: readonly ThresholdSeries[]): ThresholdVerdict {
  const violated = series
    .filter(({ dryRun }) => dryRun !== true)
    .map(({ name, values, conditions, limits }) => ({
      metric: name,
      ...assessMetric(values, conditions, limits ?? argoLimits),
    }))
    .filter(({ phase }) => phase !== 'successful')
    .sort((a, b) => a.look - b.look || worst.indexOf(a.phase) - worst.indexOf(b.phase));
  const looks = Math.max(0, ...series.map(({ values }) => values.length));
  return violated[0] ?? { metric: null, phase: 'successful', look: looks, message: '' };
}
