// Loads staging as production is loaded: every route at its own constant rate, whatever staging makes of it.
//
//   BASE_URL=https://staging.example.com k6 run .github/load-tests/production-pattern.js
//
// Replace `routes` with what your production serves. A route needs 1,000 requests for its p95 to be compared, 5,000 for its p99:
// over 25 minutes that is 40 and 200 a minute.
import { check } from 'k6';
import http from 'k6/http';

const minutes = 25; // Tollgate trusts no window of less than 20

const someId = () => 1 + Math.floor(Math.random() * 10_000);

/** `name` is the route as the service's own metrics call it; `p95` is production's, in milliseconds. */
const routes = [
  { name: 'GET /products', perMinute: 600, p95: 250, path: () => '/products' },
  { name: 'GET /products/{id}', perMinute: 900, p95: 150, path: () => `/products/${someId()}` },
  { name: 'GET /search', perMinute: 240, p95: 600, path: () => `/search?q=shoes&page=${1 + (someId() % 20)}` },
  { name: 'GET /cart', perMinute: 240, p95: 200, path: () => '/cart' },
  {
    name: 'POST /cart',
    perMinute: 120,
    p95: 300,
    path: () => '/cart',
    body: () => ({ product: someId(), quantity: 1 }),
  },
];

/** Words in a host name; a host that says neither is taken for production, too. */
const stagingWord = /(^|[.-])(staging|stage|stg|test|localhost|127\.0\.0\.1)([.:-]|$)/;
const productionWord = /(^|[.-])(prod|production|live|www)([.:-]|$)/;

/** The address to load. Throws, and k6 then sends nothing, unless it is one of a staging environment. */
function stagingAddress({ BASE_URL = '', STAGING_HOST = '' }) {
  const [, host] = /^https?:\/\/([a-z0-9.-]+(?::\d+)?)\/?$/i.exec(BASE_URL) ?? [];
  if (host === undefined) {
    throw new Error(`BASE_URL: wanted the address of staging, such as https://staging.example.com, not "${BASE_URL}"`);
  }
  const name = host.toLowerCase();
  if (name !== STAGING_HOST && (productionWord.test(name) || !stagingWord.test(name))) {
    throw new Error(`BASE_URL: ${name} may be production; if it is not, say so with STAGING_HOST=${name}`);
  }
  return BASE_URL.replace(/\/$/, '');
}

const address = stagingAddress(__ENV);

/** By Little's law for answers of one second on average, with room for 99.9 % of the moments; a late VU costs an iteration. */
function virtualUsers(perMinute) {
  const busy = perMinute / 60;
  return Math.ceil(busy + 3.09 * Math.sqrt(busy));
}

const scenario = ({ perMinute }, index) => ({
  executor: 'constant-arrival-rate',
  rate: perMinute,
  timeUnit: '1m',
  duration: `${minutes}m`,
  preAllocatedVUs: virtualUsers(perMinute),
  maxVUs: 4 * virtualUsers(perMinute),
  exec: 'sendRequest',
  env: { ROUTE: String(index) },
});

/** k6 finds a threshold kept where nothing was measured: each one has a count beside it. */
const thresholdsOf = ({ name, perMinute, p95 }) => [
  [`http_reqs{name:${name}}`, [`count>=${Math.floor(0.99 * perMinute * minutes)}`]],
  [`http_req_duration{name:${name}}`, [`p(95)<${2 * p95}`]],
  [`http_req_failed{name:${name}}`, ['rate<0.02']],
];

export const options = {
  scenarios: Object.fromEntries(routes.map((route, index) => [`route_${index}`, scenario(route, index)])),
  thresholds: {
    dropped_iterations: ['count==0'],
    checks: ['rate>0.98'],
    ...Object.fromEntries(routes.flatMap(thresholdsOf)),
  },
  summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'count'],
  discardResponseBodies: true,
  maxRedirects: 0, // a redirect may lead to production
  userAgent: 'tollgate-load-test',
};

/** One request of the scenario's route. */
export function sendRequest() {
  const { name, path, body } = routes[Number(__ENV.ROUTE)];
  const [method] = name.split(' ');
  // Without the tag `name` every id would become a time series of its own.
  const parameters = { tags: { name }, headers: { 'Content-Type': 'application/json' } };
  const response = http.request(method, address + path(), body ? JSON.stringify(body()) : null, parameters);
  check(response, { 'answered without an error': ({ status }) => status >= 200 && status < 400 });
}

/** Writes everything to k6-summary.json, which Tollgate reads as a source of its own, and what was crossed to the log. */
export function handleSummary(data) {
  const crossed = Object.entries(data.metrics).flatMap(([metric, { thresholds = {} }]) =>
    Object.entries(thresholds).flatMap(([threshold, { ok }]) => (ok ? [] : [`  ${metric}: ${threshold}`])),
  );
  const words = crossed.length === 0 ? 'all thresholds were kept' : `crossed:\n${crossed.join('\n')}`;
  return { 'k6-summary.json': JSON.stringify(data), stdout: `load test: ${words}\n` };
}
