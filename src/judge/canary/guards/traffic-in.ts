import type { CanaryMetric } from '../../../model/canary/canary-metric.ts';
import { type RowRequests, requestsIn } from '../row-evidence.ts';

const ofRequests = new Set(['errors', 'latency', 'traffic']);

/** Tells whether the events of a metric are requests, and not levels, or restarts of pods. */
function countsRequests({ kind, dimension }: CanaryMetric): boolean {
  return kind !== 'gauge' && (dimension === null || ofRequests.has(dimension));
}

/** The metrics that together hold each request once: one of the whole service, else the first of each route. */
function trafficMetrics(metrics: readonly CanaryMetric[]): CanaryMetric[] {
  const all = metrics.filter(countsRequests);
  const whole = all.find(({ route }) => route === null);
  if (whole !== undefined) return [whole];
  return [...new Map(all.toReversed().map((metric) => [metric.route, metric])).values()];
}

const nothing: RowRequests = { canary: null, baseline: null };
const plus = (one: number | null, other: number | null) => (one === null || other === null ? null : one + other);

/**
 * Requests of both sides row by row; null on a side that was not measured, and everywhere where no metric counts requests.
 */
export function trafficIn(metrics: readonly CanaryMetric[]): (row: number) => RowRequests {
  const [first, ...others] = trafficMetrics(metrics);
  if (first === undefined) return () => nothing;
  return (row) =>
    others
      .map((metric) => requestsIn(metric, row))
      .reduce(
        (sum, { canary, baseline }) => ({
          canary: plus(sum.canary, canary),
          baseline: plus(sum.baseline, baseline),
        }),
        requestsIn(first, row),
      );
}
