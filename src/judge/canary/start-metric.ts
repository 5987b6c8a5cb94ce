import type { CanaryMetric } from '../../model/canary/canary-metric.ts';
import type { CanarySettings } from '../../model/canary/canary-settings.ts';
import type { ScoresNow } from './bet-scores.ts';
import { rowEvidence } from './row-evidence.ts';
import { type ScoreSettings, startScores } from './start-scores.ts';

/** Both scores of a metric after one look (1-based row), in natural logarithms. */
export interface Traced extends ScoresNow {
  readonly look: number;
}

/** Where a metric stands; looks are 1-based rows of the file. */
export interface MetricState {
  readonly metric: CanaryMetric;
  /** Natural logarithms at which its scores decide. */
  readonly thresholds: { readonly fail: number; readonly pass: number };
  readonly trace: readonly Traced[];
  /** The look at which the FAIL score reached its threshold. */
  readonly failedAt: number | null;
  /** The look at which it passed; it stays passed. */
  readonly passedAt: number | null;
  /** Looks after the warm-up in which both sides had something to compare. */
  readonly measuredLooks: number;
  /** Looks after the warm-up in which a side that is needed was not measured. */
  readonly missingLooks: number;
}

export interface MetricRun {
  readonly state: MetricState;
  /** Takes the next row. */
  readonly look: (row: number) => void;
}

/** A gauge has one two-sided score, so each of its two decisions gets half the budget. */
const sides = (metric: CanaryMetric) => (metric.kind === 'gauge' ? 2 : 1);

/**
 * Starts judging one metric.
 *
 * @param alpha the metric’s share of the false-alarm budget
 */
export function startMetric(
  metric: CanaryMetric,
  judge: CanarySettings,
  { alpha, history }: { readonly alpha: number; readonly history: ScoreSettings['history'] },
): MetricRun {
  const scores = startScores(metric, { horizon: judge.horizon, history });
  const trace: Traced[] = [];
  const thresholds = {
    fail: Math.log(1 / (sides(metric) * alpha)),
    pass: Math.log(1 / (sides(metric) * judge.falsePass)),
  };
  const state = {
    metric,
    thresholds,
    trace,
    failedAt: null as number | null,
    passedAt: null as number | null,
    measuredLooks: 0,
    missingLooks: 0,
  };
  const last = judge.horizon + judge.deadline.extraLooks;
  return {
    state,
    look: (row) => {
      const look = row + 1;
      const now = scores.look(row);
      trace.push({ look, ...now });
      const evidence = rowEvidence(metric, row);
      if (evidence === 'measured') state.measuredLooks += 1;
      if (evidence === 'missing') state.missingLooks += 1;
      if (now.logFail >= thresholds.fail) state.failedAt ??= look;
      const passes =
        trace.length <= last &&
        state.measuredLooks >= judge.minPassLooks &&
        now.logPass >= thresholds.pass &&
        now.logFail < 0;
      if (passes) state.passedAt ??= look;
    },
  };
}
