import type { CanaryFile } from '../../../model/canary/canary-file.ts';
import { metricScores } from '../metric-scores.ts';
import { type RatioBounds, ratioBounds } from '../ratio-bounds.ts';
import type { MetricState } from '../start-metric.ts';
import { type MeasuredSides, measuredSides } from './measured-sides.ts';
import { coarseQuantiles, type Remaining, remainingLooks } from './remaining-looks.ts';

/** A metric’s state with what a person is told about it. */
export interface ExaminedMetric {
  readonly state: MetricState;
  readonly sides: MeasuredSides;
  /** Of the ratio to the baseline, or of the rate itself where a plain SLO uses no baseline. */
  readonly bounds: RatioBounds;
  /** How much more it would take; null where it is decided or never would be. */
  readonly remaining: Remaining | null;
  /** Quantiles for which the buckets are too coarse to show that they are within tolerance. */
  readonly coarse: readonly number[];
}

/** Measures, bounds and plans one metric after the looks that its state is made of. */
export function examineMetric(state: MetricState, { judge, history }: CanaryFile): ExaminedMetric {
  const scores = metricScores(state.metric, { horizon: judge.horizon, history });
  const isDecided = state.failed !== null || state.passedAt !== null;
  const settings = { firstRow: judge.warmup, endRow: judge.warmup + state.trace.length, thresholds: state.thresholds };
  return {
    state,
    sides: measuredSides(state.metric, state, judge.warmup),
    bounds: ratioBounds(scores, settings),
    remaining: isDecided ? null : remainingLooks(scores, state, judge.minPassLooks),
    coarse: coarseQuantiles(scores, state),
  };
}
