import type { CanaryPlan, CurvePoint, MetricPlan, PlannedVerdict } from '../../model/canary/canary-plan.ts';
import { planCurve } from './plan-curve.ts';
import { isDecidable, planVerdicts } from './plan-verdicts.ts';
import { allowedRate, type PlannedMetric, type PlannedWatch } from './planned-metric.ts';
import { suggestChanges } from './suggest-changes.ts';

/** Points of a curve: enough for a page and a terminal. */
const points = 61;

const finite = (value: number) => (Number.isFinite(value) ? value : null);

function verdictsOf(metric: PlannedMetric, watch: PlannedWatch): PlannedVerdict[] {
  return planVerdicts(metric, watch).map(({ label, looks, minutes, canaryRequests, ...verdict }) => ({
    ...verdict,
    canary: label,
    looks: finite(looks),
    minutes: finite(minutes),
    canaryRequests: finite(canaryRequests),
  }));
}

function curveOf(metric: PlannedMetric, watch: PlannedWatch): CurvePoint[] {
  return planCurve(metric, watch, points).map(({ canaryRate, pass, fail }) => ({
    canaryRate,
    pass: finite(pass),
    fail: finite(fail),
  }));
}

function metricPlan(metric: PlannedMetric, watch: PlannedWatch): MetricPlan {
  const { name, kind, blocking, baselineRate, traffic } = metric;
  return {
    name,
    kind,
    blocking,
    baselineRate,
    allowedRate: allowedRate(metric),
    requestsPerLook: { ...traffic },
    decidable: isDecidable(metric, watch),
    verdicts: verdictsOf(metric, watch),
    suggestions: suggestChanges(metric, watch),
    curve: curveOf(metric, watch),
  };
}

/** Minutes until every blocking metric has passed; null where one never does, or where none blocks. */
function minutesUntilPass(metrics: readonly MetricPlan[]): number | null {
  const passes = metrics.map(({ verdicts }) => verdicts[0]?.minutes ?? null);
  return passes.reduce<number | null>(
    (most, minutes) => (most === null || minutes === null ? null : Math.max(most, minutes)),
    passes.length === 0 ? null : 0,
  );
}

/** How long a canary must be watched until a verdict about each metric is to be expected, and what would shorten it. */
export function planCanary(
  metrics: readonly PlannedMetric[],
  watch: PlannedWatch,
  remarks: readonly string[] = [],
): CanaryPlan {
  const plans = metrics.map((metric) => metricPlan(metric, watch));
  const blocking = plans.filter((plan) => plan.blocking);
  return {
    schema: 'tollgate.canary-plan/1',
    intervalSeconds: watch.intervalSeconds,
    horizon: watch.horizon,
    warmup: watch.warmup,
    decidable: blocking.length > 0 && blocking.every(({ decidable }) => decidable),
    minutes: minutesUntilPass(blocking),
    metrics: plans,
    remarks: [...remarks],
  };
}
