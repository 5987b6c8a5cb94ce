import { type FakeSeries, names, vector } from '../fake-prometheus/answers.ts';
import type { FakeAnswer, SeenRequest } from '../fake-prometheus/start-fake-prometheus.ts';
import { bucketChances } from '../prometheus-server/bucket-chances.ts';
import { shopBounds } from '../prometheus-server/shop-routes.ts';

/** What one server says to a request; undefined fails the test. */
export type World = (request: SeenRequest) => FakeAnswer | undefined;

/** One route as a server’s counters tell of it. */
export interface WireRoute {
  readonly method: string;
  readonly route: string;
  readonly requests: number;
  /** Requests that ended in 500; may be NaN. */
  readonly failed: number;
  /** Seconds. */
  readonly median: number;
}

const medians: Readonly<Record<string, number>> = {
  '/': 0.02,
  '/cart': 0.03,
  '/checkout': 0.2,
  '/login': 0.15,
  '/orders': 0.06,
  '/search': 0.1,
};

/** The six routes of a healthy shop; `more` is added to each count, so that no two environments have the same numbers. */
export function shopRoutes(more: number): WireRoute[] {
  return Object.entries(medians).map(([route, median]) => ({
    method: 'GET',
    route,
    requests: 20_000 + more,
    failed: 20,
    median,
  }));
}

/** A server whose client library exports these routes. */
export function shopWorld(routes: readonly WireRoute[]): World {
  return ({ path, parameters }) => {
    if (path.endsWith('/api/v1/label/__name__/values'))
      return names(['http_request_duration_seconds_bucket', 'http_requests_total']);
    if (path.endsWith('/api/v1/labels')) return names(['le', 'method', 'route', 'status']);
    const query = parameters.get('query') ?? '';
    if (query.includes('http_request_duration_seconds_bucket')) return vector(routes.flatMap(bucketSeries));
    return query.includes('http_requests_total') ? vector(routes.flatMap(statusSeries)) : undefined;
  };
}

/** A server that answers everything alike: with a status, a page, or not at all. */
export function always(answer: FakeAnswer): World {
  return () => answer;
}

/** A server that is a healthy shop but for the numbers, all of which are `value`. */
export function numbersWorld(value: string): World {
  const shop = shopWorld(shopRoutes(0));
  return (request) => {
    const query = request.parameters.get('query');
    if (query === null) return shop(request);
    const labels = { method: 'GET', route: '/', ...(query.includes('_bucket') ? { le: '+Inf' } : { status: '200' }) };
    return vector([[labels, value]]);
  };
}

/** A server that holds two environments, told apart by the label `environment`. */
export function sharedWorld(environments: Readonly<Record<string, World>>, labelNames: readonly string[]): World {
  return (request) => {
    const { path, parameters } = request;
    const asked = `${parameters.get('query')}${parameters.get('match[]')}`;
    const own = Object.entries(environments).find(([name]) => asked.includes(`environment="${name}"`))?.[1];
    if (own !== undefined) return own(request);
    if (path.endsWith('/api/v1/labels')) return names(labelNames);
    return path.endsWith('/api/v1/label/environment/values') ? names(Object.keys(environments)) : undefined;
  };
}

function bucketSeries({ method, route, requests, median }: WireRoute): FakeSeries[] {
  let count = 0;
  const chances = bucketChances(shopBounds, median, 0.5);
  return chances.map((chance, index) => {
    count += chance * requests;
    return [{ le: String(shopBounds[index] ?? '+Inf'), method, route }, count.toFixed(3)];
  });
}

function statusSeries({ method, route, requests, failed }: WireRoute): FakeSeries[] {
  return [
    [{ method, route, status: '200' }, String(requests - failed)],
    [{ method, route, status: '500' }, String(failed)],
  ];
}

/** A world whose requests of one kind of query go wrong. */
export function failingFor(part: string, answer: FakeAnswer, world: World): World {
  return (request) => (request.parameters.get('query')?.includes(part) === true ? answer : world(request));
}
