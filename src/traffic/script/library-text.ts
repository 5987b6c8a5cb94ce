import { stagingAddressText } from './staging-address-text.ts';

/**
 * `tollgate.js`, the part of every folder of scripts that does not depend on the traffic: where requests may go, how one is
 * sent, how the next route is chosen, what is written at the end. Nothing is ever put into this text.
 */
export const libraryText = String.raw`// What the load scripts of this folder have in common. Written by Tollgate; the traffic itself is in routes.js.
//
//   BASE_URL        address of staging, such as https://staging.example.com
//   STAGING_HOST    its host once more (or several), where the name does not say that it is staging
//   AUTHORIZATION   value of the header of that name, where staging wants one
//   SUMMARY         file of the summary (k6-summary.json)
import { sleep } from 'k6';
import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import http from 'k6/http';
import { productionHosts, routes } from './routes.js';

/**
 * @typedef {object} Route
 * @property {string} name as production calls it
 * @property {string} tag the same as a tag that k6 can select
 * @property {string} method
 * @property {string[]} literals of the path, one more than its parameters
 * @property {string[]} parameters
 * @property {string[]} queryNames
 * @property {boolean} hasBody
 * @property {number} weight requests of production
 */

/** What every script of this folder sets. */
export const common = {
  discardResponseBodies: true,
  maxRedirects: 0, // a redirect may lead to production
  blockHostnames: productionHosts,
  userAgent: 'tollgate-load-test',
  summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'count'],
};

/** Thresholds that always hold: they make k6 write the numbers of every route into its summary. */
export const everyRoute = Object.fromEntries(
  routes.flatMap(({ tag }) => [
    ['http_req_duration{name:' + tag + '}', ['max>=0']],
    ['http_req_failed{name:' + tag + '}', ['rate<=1']],
  ]),
);

/** @type {{ [route: string]: { [need: string]: any[] } }} */
const given = JSON.parse(open('./pools.json'));

/** @param {object} record @param {string} key */
const has = (record, key) => Object.prototype.hasOwnProperty.call(record, key);

/** @param {string} route @param {string} need */
const valuesOf = (route, need) => (has(given, route) && has(given[route], need) ? given[route][need] : []);

/** Values from staging, shared by all virtual users: one list for every parameter, query name and body of every route. */
const pools = routes.map(({ name, parameters, queryNames, hasBody }) => {
  const needs = [...parameters, ...queryNames.map((query) => '?' + query), ...(hasBody ? ['body'] : [])];
  /** @type {Map<string, any[]>} */
  const own = new Map();
  for (const need of needs) own.set(need, new SharedArray(name + ' ' + need, () => valuesOf(name, need)));
  return own;
});

${stagingAddressText('productionHosts')}

/** Refuses to begin where requests could go to production, or would ask for what staging does not have. */
export function setup() {
  const address = stagingAddress();
  const empty = routes.flatMap(({ name }, index) =>
    [...pools[index]].flatMap(([need, values]) => (values.length === 0 && !need.startsWith('?') ? [name + ': ' + need] : [])),
  );
  if (empty.length > 0) {
    throw new Error('pools.json: fill in values that exist in staging for\n  ' + empty.slice(0, 20).join('\n  '));
  }
  return { address };
}

/** @param {any[]} values */
const anyOf = (values) => values[Math.floor(Math.random() * values.length)];

/**
 * The path of one request: parameters are filled from the pools, query names only where there are values for them.
 *
 * @param {Route} route @param {Map<string, any[]>} pool
 */
function pathOf({ literals, parameters, queryNames }, pool) {
  let path = literals[0];
  parameters.forEach((parameter, index) => {
    path += encodeURIComponent(String(anyOf(pool.get(parameter) || ['']))) + literals[index + 1];
  });
  const query = queryNames.flatMap((name) => {
    const values = pool.get('?' + name) || [];
    return values.length === 0 ? [] : [encodeURIComponent(name) + '=' + encodeURIComponent(String(anyOf(values)))];
  });
  return query.length === 0 ? path : path + '?' + query.join('&');
}

/** @param {string} address @param {number} index */
function send(address, index) {
  const route = routes[index];
  const pool = pools[index];
  const body = route.hasBody ? JSON.stringify(anyOf(pool.get('body') || [null])) : null;
  /** @type {{ [name: string]: string }} */
  const headers = route.hasBody ? { 'Content-Type': 'application/json' } : {};
  if (__ENV.AUTHORIZATION) headers.Authorization = __ENV.AUTHORIZATION;
  // Without the tag "name" every id would become a time series of its own.
  http.request(route.method, address + pathOf(route, pool), body, { headers, tags: { name: route.tag } });
}

/**
 * The weights of the routes from one on, added up, to choose one by a number between 0 and 1.
 *
 * @param {number} first
 */
function cumulated(first) {
  let sum = 0;
  const sums = routes.map(({ weight }, index) => (index < first ? 0 : (sum += weight)));
  return { sums, total: sum };
}

const golden = 0.6180339887498949;
const all = cumulated(0);
/** @type {{ sums: number[], total: number } | null} */
let tail = null;

/**
 * Chooses a route by its weight. Steps of the golden ratio fill the circle more evenly than chance does, and the iteration's
 * number is the same test-wide, so that any number of load generators sends the mix of production.
 *
 * @param {{ sums: number[], total: number }} weights @param {number} iteration
 */
function choose({ sums, total }, iteration) {
  const place = ((0.5 + iteration * golden) % 1) * total;
  const index = sums.findIndex((sum) => place < sum);
  return index < 0 ? sums.length - 1 : index;
}

/**
 * One request of the scenario's route.
 *
 * @param {{ address: string }} data
 */
export function sendRoute({ address }) {
  send(address, Number(__ENV.ROUTE));
}

/**
 * One request of the routes that have no scenario of their own.
 *
 * @param {{ address: string }} data
 */
export function sendTail({ address }) {
  tail = tail || cumulated(Number(__ENV.FROM));
  send(address, choose(tail, exec.scenario.iterationInTest));
}

/**
 * One request of any route.
 *
 * @param {{ address: string }} data
 */
export function sendTraffic({ address }) {
  send(address, choose(all, exec.scenario.iterationInTest));
}

/** A log-normal pause, as long as production's visitors take. */
function pause() {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  const seconds = Number(__ENV.PAUSE_MEDIAN) * Math.exp(Number(__ENV.PAUSE_SIGMA) * normal);
  return Math.min(Number(__ENV.PAUSE_LONGEST), seconds);
}

/**
 * One request of a visitor, and the pause after it; visitors do not all come in the same moment.
 *
 * @param {{ address: string }} data
 */
export function visit({ address }) {
  if (exec.vu.iterationInScenario === 0) sleep(Math.random() * pause());
  send(address, choose(all, exec.scenario.iterationInTest));
  sleep(pause());
}

/**
 * Writes everything to a file, which Tollgate reads as a source of its own, and what was crossed to the log.
 *
 * @param {{ metrics: { [name: string]: { thresholds?: { [source: string]: { ok: boolean } } } } }} data
 */
export function handleSummary(data) {
  const crossed = Object.entries(data.metrics).flatMap(([metric, { thresholds = {} }]) =>
    Object.entries(thresholds).flatMap(([threshold, { ok }]) => (ok ? [] : ['  ' + metric + ': ' + threshold])),
  );
  const words = crossed.length === 0 ? 'all thresholds were kept' : 'crossed:\n' + crossed.join('\n');
  return { [__ENV.SUMMARY || 'k6-summary.json']: JSON.stringify(data), stdout: 'load test: ' + words + '\n' };
}
`;
