import { bucketChances } from './bucket-chances.ts';
import { poisson } from './poisson.ts';
import { accumulate, common, expectedRequests, type Labels, type Shop, seriesLines } from './shop.ts';
import type { ShopRoute } from './shop-routes.ts';

const dialects = {
  'client-library': {
    duration: 'http_request_duration_seconds',
    requests: 'http_requests_total',
    labels: { route: 'route', method: 'method', status: 'status' },
  },
  otel: {
    duration: 'http_server_request_duration_seconds',
    requests: null,
    labels: { route: 'http_route', method: 'http_request_method', status: 'http_response_status_code' },
  },
} as const;

interface Draw {
  readonly pod: string;
  readonly random: () => number;
}

/** The request metrics of one route on one pod. */
export function* requestLines(shop: Shop, route: ShopRoute, { pod, random }: Draw): Generator<string> {
  const key = `${route.method} ${route.path}`;
  const failing = shop.lies.failing?.[key] ?? route.failing;
  const median = route.median * (shop.lies.slower?.[key] ?? 1);
  const chances = bucketChances(shop.bounds, median, route.sigma);
  const path = shop.convention === 'otel' ? route.path : route.path.replace(/\{(\w+)\}/g, ':$1');
  const outcomes = [
    { status: '200', share: 1 - failing },
    { status: '500', share: failing },
  ].filter(({ share }) => share > 0);
  const counts = outcomes.map(({ status, share }) => ({
    status,
    // Cumulative over time, one row per bucket.
    buckets: chances.map((chance) =>
      accumulate(
        shop.times.map((time, index) =>
          index === 0 ? 0 : poisson(random, expectedRequests(shop, time) * route.share * share * chance),
        ),
      ),
    ),
  }));
  yield* countedLines(shop, { pod, method: route.method, path, mean: median * Math.exp(route.sigma ** 2 / 2) }, counts);
}

interface Counts {
  readonly status: string;
  readonly buckets: readonly (readonly number[])[];
}

function* countedLines(
  shop: Shop,
  request: { pod: string; method: string; path: string; mean: number },
  counts: readonly Counts[],
): Generator<string> {
  const { duration, requests, labels: own } = dialects[shop.convention];
  const names = { ...own, ...shop.labels };
  const base = { ...common(shop, request.pod), [names.method]: request.method, [names.route]: request.path };
  const histograms =
    requests === null
      ? counts.map(({ status, buckets }) => ({ labels: { ...base, [names.status]: status }, buckets }))
      : [{ labels: base, buckets: addUp(counts) }];
  for (const { labels, buckets } of histograms)
    yield* histogramLines(shop, { name: duration, labels, mean: request.mean }, buckets);
  if (requests === null) return;
  for (const { status, buckets } of counts)
    yield* seriesLines(shop, { name: requests, labels: { ...base, [names.status]: status } }, total(buckets));
}

function* histogramLines(
  shop: Shop,
  { name, labels, mean }: { name: string; labels: Labels; mean: number },
  buckets: readonly (readonly number[])[],
): Generator<string> {
  const bounds = [...shop.bounds.map(String), '+Inf'];
  for (const [index, le] of bounds.entries())
    yield* seriesLines(shop, { name: `${name}_bucket`, labels: { ...labels, le } }, total(buckets.slice(0, index + 1)));
  const count = total(buckets);
  yield* seriesLines(shop, { name: `${name}_count`, labels: labels }, count);
  yield* seriesLines(
    shop,
    { name: `${name}_sum`, labels: labels },
    count.map((requests) => Number((requests * mean).toFixed(6))),
  );
}

/** 404s of strangers, which match no route; nobody measures how long they take. */
export function* unmatchedLines(shop: Shop, pod: string, random: () => number): Generator<string> {
  const { requests, labels: own } = dialects[shop.convention];
  if (requests === null) return;
  const names = { ...own, ...shop.labels };
  const labels = { ...common(shop, pod), [names.method]: 'GET', [names.route]: '', [names.status]: '404' };
  const counts = accumulate(
    shop.times.map((time, index) => (index === 0 ? 0 : poisson(random, expectedRequests(shop, time) * 0.004))),
  );
  yield* seriesLines(shop, { name: requests, labels: labels }, counts);
}

function total(buckets: readonly (readonly number[])[]): number[] {
  const [first = []] = buckets;
  return first.map((_, index) => buckets.reduce((sum, bucket) => sum + (bucket[index] ?? 0), 0));
}

function addUp(counts: readonly Counts[]): number[][] {
  const [first] = counts;
  return (first?.buckets ?? []).map((_, bucket) => total(counts.map(({ buckets }) => buckets[bucket] ?? [])));
}
