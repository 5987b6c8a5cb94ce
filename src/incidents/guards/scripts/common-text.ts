import { stagingAddressText } from '../../../traffic/script/staging-address-text.ts';

/** What every script of an incident begins with: where requests may go, how one is sent, what counts as a failure. */
export const commonText = String.raw`
/** @typedef {{ method: string, path: string, body: object | null }} Asked */

/** Share of requests that fared as in the incident: its threshold decides. */
const failed = new Rate('guard_failed');
/** Without enough requests, or with requests that reached nobody, the run says nothing. */
const asked = new Counter('guard_asked');
const unreached = new Rate('guard_unreached');

/** @param {string} text such as 90s, 5m or 4h */
function secondsOf(text) {
  const match = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text);
  if (match === null) throw new Error('DURATION: wanted a duration such as 90s, 5m or 4h, not ' + text);
  return Number(match[1]) * (match[2] === 'h' ? 3600 : match[2] === 'm' ? 60 : 1);
}

/** DURATION=30s gives a short run: good for trying the script, too short for a slow fault. */
const duration = secondsOf(__ENV.DURATION || settings.duration);
/** Seconds as k6 wants them. @param {number} seconds */
const time = (seconds) => Math.max(1, Math.round(seconds * 1000) / 1000) + 's';

const common = {
  discardResponseBodies: true,
  maxRedirects: 0, // a redirect may lead to production
  blockHostnames: settings.productionHosts,
  userAgent: 'tollgate-incident-guard',
  setupTimeout: '10m',
};
const thresholds = {
  guard_failed: ['rate<=' + settings.tolerated],
  guard_asked: ['count>=' + settings.least],
  guard_unreached: ['rate<0.5'],
};

${stagingAddressText('settings.productionHosts')}

/** @param {string} path */
function filled(path) {
  const values = /** @type {any[]} */ (settings.values);
  return path.replace(/\{[^{}]*\}/g, () => encodeURIComponent(String(values[Math.floor(Math.random() * values.length)])));
}

/**
 * One request; an answer that never came has status 0.
 *
 * @param {string} address @param {Asked} request @param {{ [name: string]: string }} more headers
 */
function send(address, { method, path, body }, more = {}) {
  /** @type {{ [name: string]: string }} */
  const headers = Object.assign({}, more);
  if (__ENV.AUTHORIZATION && !headers.Authorization) headers.Authorization = __ENV.AUTHORIZATION;
  if (body !== null) headers['Content-Type'] = 'application/json';
  const sent = body === null ? null : JSON.stringify(body);
  return http.request(method, address + filled(path), sent, { headers, timeout: settings.timeout, tags: { name: method + ' guard' } });
}

/** No such host, refused or blocked: nobody was asked. @param {{ error_code: number }} answer */
const isUnreached = ({ error_code: code }) => (code >= 1100 && code < 1200) || (code >= 1210 && code < 1220 && code !== 1211);

/** Whether an answer is a good one: in time, and no error of the server. @param {any} answer @param {number} limit milliseconds */
const isGood = ({ status, timings }, limit) => status > 0 && status < 500 && status !== 429 && timings.duration <= limit;

/** Counts one answer. @param {any} answer @param {boolean} good */
function count(answer, good) {
  asked.add(1);
  unreached.add(isUnreached(answer));
  failed.add(!good);
}

/** Whether an answer sends the caller to another address, so that this one was not asked. @param {string} address @param {any} answer */
const isElsewhere = (address, { status, headers }) =>
  status >= 300 && status < 400 && /^([a-z]+:)?\/\//i.test(headers.Location || '') && !(headers.Location.toLowerCase() + '/').startsWith(address.toLowerCase() + '/');

/**
 * Asks before any load: a target that does not answer one request of one user would fail for another reason than the incident's.
 *
 * @param {string} address @param {Asked} request
 * @returns {number} milliseconds
 */
function probe(address, request) {
  let said = '';
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const answer = send(address, request);
    const { status, error, timings } = answer;
    const elsewhere = isElsewhere(address, answer);
    if (status >= 200 && status < 400 && !elsewhere) return timings.duration;
    said = status === 0 ? error : 'status ' + status + (elsewhere ? ', a redirect to another address' : '');
    sleep(0.2);
  }
  throw new Error('before any load, ' + request.method + ' ' + request.path + ' gave ' + said + ': this is not what the guard looks for');
}
`;

/** What the common text imports. */
export const commonImports = [
  `import { sleep } from 'k6';`,
  `import http from 'k6/http';`,
  `import { Counter, Rate } from 'k6/metrics';`,
] as const;
