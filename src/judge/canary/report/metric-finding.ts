import type { CanaryMetric } from '../../../model/canary/canary-metric.ts';
import type { Dimension } from '../../../model/dimension.ts';
import type { Finding, Tolerance } from '../../../model/finding.ts';
import { reasons } from '../../../model/reason-codes.ts';
import { fingerprint } from '../../fingerprint.ts';
import { subjectName } from '../../make-finding.ts';
import { excludeEachOther } from '../ratio-bounds.ts';
import { type CanaryRun, lookSeconds } from './canary-run.ts';
import type { ExaminedMetric } from './examined-metric.ts';
import { metricMessage } from './metric-message.ts';
import { keepsFromPassing, type MetricOutcome, metricOutcome } from './metric-outcome.ts';

const usualDimension = {
  counts: 'errors',
  samples: 'latency',
  histogram: 'latency',
  gauge: 'resources',
} as const satisfies Record<CanaryMetric['kind'], Dimension>;

const risk = 'Promoted, every user would get what the canary’s users get now.';
const remedy = 'Roll back, and compare logs and traces of the canary with the baseline’s from the same minutes.';

/** A metric’s address over runs; of two that are called the same the kind, then the place in the file, tells which. */
export function metricFingerprint({ file }: Pick<CanaryRun, 'file'>, metric: CanaryMetric): string {
  const { name, route, slice } = metric;
  const alike = file.metrics.filter((other) => other.name === name && other.route === route && other.slice === slice);
  const parts = [file.subject.service, 'canary', name, route ?? 'total', ...(slice === '' ? [] : [slice])];
  if (alike.length === 1) return fingerprint(parts);
  const ofKind: readonly CanaryMetric[] = alike.filter((other) => other.kind === metric.kind);
  return fingerprint([...parts, metric.kind, String(ofKind.indexOf(metric))]);
}

function toleranceOf({ kind, tolerance }: CanaryMetric): Tolerance {
  const absolute = kind === 'counts' ? tolerance.absolute : 0;
  return { relative: tolerance.relative, absolute: absolute === 0 ? null : absolute, direction: 'increase' };
}

/** As a change; a plain SLO bounds the rate itself. Bounds that exclude each other are no interval. */
function intervalOf({ state, bounds }: ExaminedMetric): Finding['interval'] {
  const { metric } = state;
  if ((bounds.lower === null && bounds.upper === null) || excludeEachOther(bounds)) return null;
  const less = metric.kind === 'counts' && metric.tolerance.relative === null ? 0 : 1;
  const change = (bound: number | null) => (bound === null ? null : bound - less);
  return [change(bounds.lower), change(bounds.upper)];
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

function detailOf({ state, bounds, sides, remaining, coarse }: ExaminedMetric, outcome: MetricOutcome, run: CanaryRun) {
  const now = state.trace.at(-1);
  return {
    kind: 'canary',
    metric: state.metric.kind,
    decidedAt: outcome.decidedAt,
    decidedAfterSeconds: outcome.decidedAt === null ? null : outcome.decidedAt * lookSeconds(run.file),
    bounds,
    quantile: sides.quantile,
    coarse: [...coarse],
    logFail: finite(now?.logFail ?? 0),
    logPass: finite(now?.logPass ?? 0),
    thresholds: state.thresholds,
    looks: { judged: state.trace.length, measured: state.measuredLooks, missing: state.missingLooks },
    remaining,
  };
}

function advice({ status, reasonCode }: MetricOutcome): Pick<Finding, 'risk' | 'remedy'> {
  if (status === 'diverged') return { risk, remedy };
  return { risk: '', remedy: status === 'match' ? '' : reasons[reasonCode].todo };
}

/** The finding of one metric. */
export function metricFinding(examined: ExaminedMetric, run: CanaryRun): Finding {
  const { state, sides } = examined;
  const { metric } = state;
  const outcome = metricOutcome(examined, run);
  const before = sides.baseline?.value ?? 0;
  return {
    fingerprint: metricFingerprint(run, metric),
    dimension: metric.dimension ?? usualDimension[metric.kind],
    check: metric.name,
    subject: subjectName(metric.route, metric.slice),
    status: outcome.status,
    severity: metric.blocking ? 'block' : 'warn',
    required: metric.blocking && (metric.required || keepsFromPassing(state, run)),
    reference: sides.baseline,
    candidate: sides.canary,
    change: before === 0 || sides.canary === null ? null : sides.canary.value / before - 1,
    tolerance: toleranceOf(metric),
    interval: intervalOf(examined),
    reasonCode: outcome.reasonCode,
    message: metricMessage(examined, outcome, run),
    ...advice(outcome),
    evidence: metric.evidence,
    waiver: null,
    detail: detailOf(examined, outcome, run),
  };
}
