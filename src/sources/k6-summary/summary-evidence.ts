import type { Evidence, Value } from '../../model/evidence.ts';
import type { Gap } from '../empty-section.ts';
import { measured } from '../measured.ts';
import type { Metric } from './summary.ts';
import { answered, type RouteMetrics, requestCount } from './summary-routes.ts';

/** A measurement of one route, or why there is none. */
type Reading = { readonly value: Value } | Gap;

export type Asked = { readonly measure: 'latency' | 'requests'; readonly source: string; readonly query: string };

/** Evidence of one measure for one route. */
export function summaryEvidence(asked: Asked, route: RouteMetrics): Evidence {
  const common = { ...asked, scope: { route: route.route, slice: '' } };
  const reading = asked.measure === 'latency' ? latencyOf(route) : requestsOf(route);
  return 'value' in reading ? measured({ ...common, ...reading }) : { state: 'absent', ...common, ...reading };
}

const nameOf = ({ route }: RouteMetrics) => route ?? 'all requests';

/**
 * Quantiles in seconds. k6's numbers are always milliseconds: `summaryTimeUnit` changes only what is printed.
 */
function latencyOf(route: RouteMetrics): Reading {
  const values = route.duration?.values;
  if (values === undefined)
    return { reason: 'no-series', message: `${nameOf(route)}: the summary has no http_req_duration` };
  const quantiles = (['med', 'p95', 'p99'] as const).flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [[name === 'med' ? 'p50' : name, value / 1000] as const];
  });
  const wrong = quantiles.find(([, value]) => !isAmount(value));
  if (wrong !== undefined) return notANumber(`${nameOf(route)}: ${wrong[0]} of http_req_duration`);
  const names = quantiles.map(([name]) => name);
  if (!names.includes('p50') || !names.includes('p95')) {
    const message = `${nameOf(route)}: the summary lacks the median or p(95); add both to summaryTrendStats`;
    return { reason: 'no-series', message };
  }
  const count = requestCount(route);
  const entries = { ...Object.fromEntries(quantiles), ...(isAmount(count) ? { count } : {}) };
  return { value: { kind: 'record', entries, unit: 's' } };
}

/** Failed and all requests. `http_req_failed` holds for a failed request, so its hits are the bad ones. */
function requestsOf(route: RouteMetrics): Reading {
  const { failed } = route;
  if (failed === undefined)
    return { reason: 'no-series', message: `${nameOf(route)}: the summary has no http_req_failed` };
  const [bad, total] = [failed.values.get('hits') ?? Number.NaN, answered(failed)];
  if (!isAmount(bad) || !isAmount(total)) return notANumber(`${nameOf(route)}: the count of http_req_failed`);
  const rate = failed.values.get('rate') ?? failed.values.get('value');
  if (bad > total || !agrees(rate, bad / total)) {
    const message = `${nameOf(route)}: http_req_failed contradicts itself: ${bad} of ${total} failed, but its rate is ${rate}`;
    return { reason: 'kind-mismatch', message };
  }
  return { value: { kind: 'counts', bad, total } };
}

/** Some old exports give the share of what did not hold; without this an inverted count would turn failures into successes. */
function agrees(rate: number | undefined, share: number): boolean {
  return rate === undefined || Number.isNaN(share) || Math.abs(rate - share) <= 0.001;
}

function isAmount(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

function notANumber(what: string): Reading {
  return { reason: 'not-a-number', message: `${what} is not a number` };
}

/** How many failed, for remarks. */
export function failedRequests(metric: Metric | undefined): number {
  return metric?.values.get('hits') ?? 0;
}
