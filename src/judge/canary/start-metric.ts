import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { CanaryMetric } from '../../model/canary/canary-metric.ts';
import type { BetScores, ScoresNow } from './bet-scores.ts';
import { isOutage } from './guards/is-outage.ts';
import { metricScores } from './metric-scores.ts';
import { type RowEvidence, rowEvidence } from './row-evidence.ts';

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
  /** The bets behind its scores: one for counts, one per quantile, none for a gauge. */
  readonly parts: readonly BetScores[];
  /** The look at which it failed, and why. */
  readonly failed: { readonly at: number; readonly by: 'score' | 'outage' } | null;
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

/** Tells whether a metric speaks against the canary now: what was measured is no better explained by “within tolerance”. */
export function speaksAgainst({ trace, measuredLooks }: MetricState): boolean {
  return measuredLooks > 0 && !((trace.at(-1)?.logFail ?? 0) < 0);
}

/** What of a file concerns each metric, and the metric’s own share of the false-alarm budget. */
export interface MetricSettings extends Pick<CanaryFile, 'judge' | 'guards' | 'history'> {
  readonly alpha: number;
}

/** A gauge has one two-sided score, so each of its two decisions gets half the budget. */
const sides = (metric: CanaryMetric) => (metric.kind === 'gauge' ? 2 : 1);

function thresholdsOf(metric: CanaryMetric, { alpha, judge }: MetricSettings): MetricState['thresholds'] {
  return { fail: Math.log(1 / (sides(metric) * alpha)), pass: Math.log(1 / (sides(metric) * judge.falsePass)) };
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Tells whether so many looks are missing by now that nothing is known of the metric, even where it passed before. */
export function missesTooMuch({ trace, missingLooks }: MetricState, { missingShare }: CanaryFile['guards']): boolean {
  return !(missingLooks <= missingShare * trace.length);
}

/** Missing looks are no evidence: they count neither towards the looks that a pass needs, nor may they be many. */
function mayPass(state: MetricState, { judge, guards }: MetricSettings): boolean {
  return (
    state.trace.length <= judge.horizon + judge.deadline.extraLooks &&
    state.measuredLooks >= judge.minPassLooks &&
    !missesTooMuch(state, guards)
  );
}

function count(state: Mutable<MetricState>, evidence: RowEvidence): void {
  if (evidence === 'measured') state.measuredLooks += 1;
  if (evidence === 'missing') state.missingLooks += 1;
}

/** Starts judging one metric. */
export function startMetric(metric: CanaryMetric, settings: MetricSettings): MetricRun {
  const { judge, guards, history } = settings;
  const running = metricScores(metric, { horizon: judge.horizon, history }).start();
  const trace: Traced[] = [];
  const thresholds = thresholdsOf(metric, settings);
  const state: Mutable<MetricState> = {
    metric,
    thresholds,
    trace,
    parts: running.parts,
    failed: null,
    passedAt: null,
    measuredLooks: 0,
    missingLooks: 0,
  };
  return {
    state,
    look: (row) => {
      const look = row + 1;
      const now = running.look(row);
      trace.push({ look, ...now });
      count(state, rowEvidence(metric, row));
      if (now.logFail >= thresholds.fail) state.failed ??= { at: look, by: 'score' };
      else if (isOutage(metric, row, guards.outage)) state.failed ??= { at: look, by: 'outage' };
      if (now.logPass >= thresholds.pass && now.logFail < 0 && mayPass(state, settings)) state.passedAt ??= look;
    },
  };
}
