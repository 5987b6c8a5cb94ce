import { parseSubMetric, routeOf } from './sub-metric.ts';
import type { Metric, Summary } from './summary.ts';

/** What a summary says about one route, or about all of them together (route null). */
export interface RouteMetrics {
  readonly route: string | null;
  readonly duration: Metric | undefined;
  readonly failed: Metric | undefined;
  readonly requests: Metric | undefined;
}

const fields: ReadonlyMap<string, 'duration' | 'failed' | 'requests'> = new Map([
  ['http_req_duration', 'duration'],
  ['http_req_failed', 'failed'],
  ['http_reqs', 'requests'],
]);

export interface SummaryRoutes {
  readonly total: RouteMetrics;
  readonly routes: readonly RouteMetrics[];
}

/** Sorts the metrics of HTTP requests by route; a route exists where any sub-metric has a tag `name`. */
export function summaryRoutes({ metrics }: Summary): SummaryRoutes {
  const found = new Map<string | null, { -readonly [Field in keyof RouteMetrics]: RouteMetrics[Field] }>();
  const entry = (route: string | null) => {
    const known = found.get(route) ?? { route, duration: undefined, failed: undefined, requests: undefined };
    found.set(route, known);
    return known;
  };
  const total = entry(null);
  for (const [name, metric] of metrics) {
    const sub = parseSubMetric(name);
    const field = fields.get(sub.metric);
    const route = sub.tags.size === 0 ? null : routeOf(sub.tags);
    // Two sub-metrics of one route (with and without its method) say the same; the first one is taken.
    if (field !== undefined && (route !== null || sub.tags.size === 0)) entry(route)[field] ??= metric;
  }
  found.delete(null);
  return { total, routes: [...found.values()].filter((route) => !isUnused(route)) };
}

/** A sub-metric that only a threshold created, and that no request ever reached, is all zeros: no evidence of a fast route. */
function isUnused(route: RouteMetrics): boolean {
  return requestCount(route) === 0;
}

/** Requests of a route, or NaN where no metric says. */
export function requestCount({ duration, failed, requests }: RouteMetrics): number {
  const counts = [duration?.values.get('count'), requests?.values.get('count'), failed && answered(failed)];
  const count = counts.find((one) => one !== undefined && !Number.isNaN(one));
  if (count !== undefined) return count;
  const isZero =
    duration !== undefined && duration.values.size > 0 && [...duration.values.values()].every((value) => value === 0);
  return isZero ? 0 : Number.NaN;
}

/** How many requests a rate has seen, or NaN. */
export function answered({ values }: Metric): number {
  return values.get('total') ?? (values.get('hits') ?? Number.NaN) + (values.get('misses') ?? Number.NaN);
}
