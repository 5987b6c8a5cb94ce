import { looksUntil } from './plan-verdicts.ts';
import { allowedRate, type PlannedMetric, type PlannedWatch } from './planned-metric.ts';

/** Minutes until each verdict at one true share of bad canary requests; infinite where it never comes. */
export interface CurvePoint {
  readonly canaryRate: number;
  readonly pass: number;
  readonly fail: number;
}

/** How many times the allowed share the curve reaches. */
const reach = 3;

/** How long both verdicts take, from no bad request at all to three times the allowed share. */
export function planCurve(metric: PlannedMetric, watch: PlannedWatch, points: number): CurvePoint[] {
  const most = Math.min(0.99, reach * Math.max(allowedRate(metric), metric.unchanged.canaryRate));
  const minutes = (looks: number) => ((watch.warmup + looks) * watch.intervalSeconds) / 60;
  return Array.from({ length: points }, (_, at) => {
    const canaryRate = (most * at) / (points - 1);
    return {
      canaryRate,
      pass: minutes(looksUntil(metric, watch, { verdict: 'pass', canaryRate })),
      fail: minutes(looksUntil(metric, watch, { verdict: 'fail', canaryRate })),
    };
  });
}
