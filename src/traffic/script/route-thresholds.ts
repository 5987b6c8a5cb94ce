import type { PlannedRoute } from './load-plan.ts';

/** Thresholds by metric, as k6 wants them. */
export type Thresholds = ReadonlyMap<string, readonly string[]>;

/** Least requests behind a quantile, or a share of failures, that is worth comparing. */
const leastFor = { med: 100, p95: 1000, p99: 5000, failed: 200 } as const;
/** Allowed against production: 30 %, but never less than 25 ms; and 1 percentage point more failures. */
const slower = 1.3;
const slack = 25;
const moreFailures = 0.01;
/** What may be missing of the planned requests before the load was another one, and what rounding takes in any case. */
const enough = 0.99;
const rounding = 4;

const limit = (seconds: number) => Math.ceil(Math.max(seconds * 1000 * slower, seconds * 1000 + slack));

function latencyLimits({ latency }: PlannedRoute, requests: number): string[] {
  if (latency === null) return [];
  return [
    ...(requests >= leastFor.med ? [`med<${limit(latency.p50)}`] : []),
    ...(requests >= leastFor.p95 ? [`p(95)<${limit(latency.p95)}`] : []),
    ...(requests >= leastFor.p99 ? [`p(99)<${limit(latency.p99)}`] : []),
  ];
}

/**
 * What must hold of one route: its requests really came, took about as long as in production, and failed about as often.
 *
 * k6 finds a threshold kept where nothing was measured, so a count stands beside each. What too few requests cannot show has none.
 *
 * @param requests planned for the run, on each load generator
 */
export function routeThresholds(route: PlannedRoute, requests: number): Thresholds {
  const least = Math.floor(requests * enough - rounding);
  if (least < 1) return new Map();
  const failed = Math.min(1, Math.ceil((route.failed + moreFailures) * 1000) / 1000);
  const limits = latencyLimits(route, requests);
  const tag = `{name:${route.tag}}`;
  return new Map([
    [`http_reqs${tag}`, [`count>=${least}`]],
    ...(limits.length > 0 ? [[`http_req_duration${tag}`, limits] as const] : []),
    ...(requests >= leastFor.failed ? [[`http_req_failed${tag}`, [`rate<=${failed}`]] as const] : []),
  ]);
}

/** The thresholds of a whole script: nothing (or at most 0.1 %) was dropped, and those of every route. */
export function allThresholds(
  planned: readonly { readonly route: PlannedRoute; readonly requests: number }[],
): Thresholds {
  const total = planned.reduce((sum, { requests }) => sum + requests, 0);
  return new Map([
    ['dropped_iterations', [`count<=${Math.floor(total / 1000)}`]],
    ...planned.flatMap(({ route, requests }) => [...routeThresholds(route, requests)]),
  ]);
}
