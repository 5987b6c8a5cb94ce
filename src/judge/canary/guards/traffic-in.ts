import type { CanaryMetric } from '../../../model/canary/canary-metric.ts';
import { type RowRequests, requestsIn } from '../row-evidence.ts';

const ofRequests = new Set(['errors', 'latency', 'traffic']);

/** Tells whether the events of a metric are requests, and not levels, or restarts of pods. */
function countsRequests({ kind, dimension }: CanaryMetric): boolean {
  return kind !== 'gauge' && (dimension === null || ofRequests.has(dimension));
}

/** The metrics that together hold each request once: one of the whole service, else the first of each route. */
function trafficMetrics(metrics: readonly CanaryMetric[]): CanaryMetric[] {
  const whole = metrics.find(({ route }) => route === null);
  if (whole !== undefined) return [whole];
  return [...new Map(metrics.toReversed().map((metric) => [metric.route, metric])).values()];
}

const nothing: RowRequests = { canary: null, baseline: null };
const plus = (one: number | null, other: number | null) => (one === null || other === null ? null : one + other);

/** Tells the requests of both sides in a row; null on a side that was not measured. */
export type TrafficAt = (row: number) => RowRequests;

/** Requests row by row of each region or release that is kept apart, by its name; of the whole under the empty name where none is. */
export function trafficBySlice(metrics: readonly CanaryMetric[]): ReadonlyMap<string, TrafficAt> {
  const slices = Map.groupBy(metrics.filter(countsRequests), ({ slice }) => slice);
  if (slices.size > 1) slices.delete('');
  return new Map([...slices].map(([slice, own]) => [slice, sumOf(trafficMetrics(own))]));
}

/** Requests row by row of all regions together; nothing anywhere where no metric counts requests. */
export function trafficIn(metrics: readonly CanaryMetric[]): TrafficAt {
  const slices = Map.groupBy(metrics.filter(countsRequests), ({ slice }) => slice);
  return sumOf([...slices.values()].flatMap(trafficMetrics));
}

function sumOf([first, ...others]: readonly CanaryMetric[]): TrafficAt {
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
