import type { Status } from '../../../model/finding.ts';
import type { ReasonCode } from '../../../model/reason-codes.ts';
import { requestsIn } from '../row-evidence.ts';
import { missesTooMuch, speaksAgainst } from '../start-metric.ts';
import { type CanaryRun, isAtDeadline, judgedLooks } from './canary-run.ts';
import type { ExaminedMetric } from './examined-metric.ts';

/** How one metric ended. */
export interface MetricOutcome {
  readonly status: Status;
  readonly reasonCode: ReasonCode;
  /** The look that decided; null where none did. */
  readonly decidedAt: number | null;
}

const open = (reasonCode: ReasonCode): MetricOutcome => ({ status: 'unmeasured', reasonCode, decidedAt: null });

/** Canary requests after the warm-up; infinite where the metric counts none, as a gauge. */
function canaryRequests({ metric, trace }: ExaminedMetric['state']): number {
  if (metric.kind === 'gauge') return Number.POSITIVE_INFINITY;
  return trace.reduce((sum, { look }) => sum + (requestsIn(metric, look - 1).canary ?? 0), 0);
}

/** Why there is nothing to decide with; null where there is. */
function whyNoEvidence({ state, sides }: ExaminedMetric, { file }: CanaryRun): ReasonCode | null {
  const looks = state.trace.length;
  if (looks === 0 || missesTooMuch(state, file.guards)) return 'looks-missing';
  if (state.measuredLooks > 0) return null;
  return sides.canary === null ? 'no-candidate-traffic' : 'no-reference-traffic';
}

/** The bound as a multiple of the baseline, or of what a plain SLO allows. */
function boundInTimes({ state, bounds }: ExaminedMetric): number {
  const { metric } = state;
  const isSlo = metric.kind === 'counts' && metric.tolerance.relative === null;
  return (bounds.upper ?? Number.POSITIVE_INFINITY) / (isSlo ? metric.tolerance.absolute : 1);
}

/** The policy at the deadline: promote what is surely not much worse, unless the metric is critical or saw hardly any request. */
function isAccepted(examined: ExaminedMetric, run: CanaryRun): boolean {
  const { acceptBound, minimumRequests } = run.file.judge.deadline;
  const { state } = examined;
  return (
    acceptBound !== null &&
    isAtDeadline(run) &&
    !state.metric.critical &&
    state.measuredLooks >= run.file.judge.minPassLooks &&
    canaryRequests(state) >= minimumRequests &&
    boundInTimes(examined) <= acceptBound
  );
}

/** One that blocks and speaks against the canary keeps an undecided release from passing, whether or not it passed before. */
export function keepsFromPassing(state: ExaminedMetric['state'], run: CanaryRun): boolean {
  return state.metric.blocking && run.state.stand !== 'passed' && speaksAgainst(state);
}

/** Says how one metric ended: failed, passed, accepted at the deadline, or open and why. */
export function metricOutcome(examined: ExaminedMetric, run: CanaryRun): MetricOutcome {
  const { state } = examined;
  if (state.failed !== null) {
    const reasonCode = state.failed.by === 'outage' ? 'total-outage' : 'outside-tolerance';
    return { status: 'diverged', reasonCode, decidedAt: state.failed.at };
  }
  const isUnseen = missesTooMuch(state, run.file.guards);
  if (state.passedAt !== null && !isUnseen && !keepsFromPassing(state, run))
    return { status: 'match', reasonCode: 'within-tolerance', decidedAt: state.passedAt };
  const without = whyNoEvidence(examined, run);
  if (without !== null) return open(without);
  if (isAccepted(examined, run))
    return { status: 'accepted', reasonCode: 'accepted-bound', decidedAt: judgedLooks(run) + run.file.judge.warmup };
  return open('undecided');
}
