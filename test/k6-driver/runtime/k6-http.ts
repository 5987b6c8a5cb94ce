import { parseDuration } from '../duration.ts';
import type { Tags } from '../metrics.ts';
import { type Answer, send } from './send.ts';
import { tagsOf, type VirtualUserState } from './virtual-user-state.ts';

/** Parameters of a request, as scripts give them. */
interface Parameters {
  readonly headers?: Readonly<Record<string, string>>;
  readonly tags?: Tags;
  readonly timeout?: string | number;
  readonly redirects?: number;
  readonly responseType?: 'text' | 'binary' | 'none';
  readonly cookies?: Readonly<Record<string, string | { value: string }>>;
  readonly responseCallback?: ((status: number) => boolean) | null;
}

type Body = string | Readonly<Record<string, string>> | null | undefined;

function encode(body: Body): { text: string | null; type: string | null } {
  if (body === null || body === undefined) return { text: null, type: null };
  if (typeof body === 'string') return { text: body, type: null };
  return { text: new URLSearchParams(body).toString(), type: 'application/x-www-form-urlencoded' };
}

function addressOf(given: unknown): URL {
  const text = String(given);
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new Error(`invalid URL: ${JSON.stringify(text)}`);
}

function isBlocked(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.startsWith('*') ? host.endsWith(pattern.slice(1)) : host === pattern));
}

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: Body;
  readonly parameters: Parameters;
}

function headersFor(state: VirtualUserState, { parameters, url }: Asked, type: string | null): Record<string, string> {
  const cookies: Record<string, string> = Object.fromEntries(state.cookies);
  for (const [name, value] of Object.entries(parameters.cookies ?? {}))
    cookies[name] = typeof value === 'string' ? value : value.value;
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  const credentials =
    url.username === ''
      ? {}
      : { Authorization: `Basic ${btoa(`${url.username}:${decodeURIComponent(url.password)}`)}` };
  return {
    'User-Agent': state.run.parsed.options.userAgent,
    ...(type === null ? {} : { 'Content-Type': type }),
    ...(cookie.length === 0 ? {} : { Cookie: cookie.join('; ') }),
    ...credentials,
    ...parameters.headers,
  };
}

function record(state: VirtualUserState, asked: Asked, answer: Answer): void {
  const { metrics } = state.run;
  const { timings } = answer;
  const callback = asked.parameters.responseCallback;
  const isExpected = (callback ?? state.expected)(answer.status);
  const given = asked.parameters.tags ?? {};
  const name = given['name'] ?? asked.url.href;
  const tags = {
    ...tagsOf(state),
    method: asked.method,
    proto: answer.protocol,
    status: String(answer.status),
    expected_response: String(isExpected),
    ...(answer.error === '' ? {} : { error: answer.error, error_code: String(answer.errorCode) }),
    ...given,
    name,
    url: name,
  };
  metrics.add('http_reqs', 1, tags);
  metrics.add('http_req_duration', timings.duration, tags);
  metrics.add('http_req_blocked', timings.blocked, tags);
  metrics.add('http_req_connecting', timings.connecting, tags);
  metrics.add('http_req_tls_handshaking', timings.tls_handshaking, tags);
  metrics.add('http_req_sending', timings.sending, tags);
  metrics.add('http_req_waiting', timings.waiting, tags);
  metrics.add('http_req_receiving', timings.receiving, tags);
  if (callback !== null) metrics.add('http_req_failed', isExpected ? 0 : 1, tags);
  metrics.add('data_received', answer.body.length, tagsOf(state));
}

function keepCookies(state: VirtualUserState, answer: Answer): void {
  for (const line of answer.setCookies) {
    const [pair = ''] = line.split(';');
    const equals = pair.indexOf('=');
    if (equals > 0) state.cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
}

function responseOf({ asked, answer }: { asked: Asked; answer: Answer }, state: VirtualUserState): object {
  const discard = state.run.parsed.options.discardResponseBodies;
  const type = asked.parameters.responseType ?? (discard ? 'none' : 'text');
  const body = type === 'none' ? null : type === 'binary' ? answer.body : answer.body.toString('utf8');
  return {
    status: answer.status,
    status_text: answer.statusText,
    url: asked.url.href,
    proto: answer.protocol,
    headers: answer.headers,
    body,
    timings: answer.timings,
    error: answer.error,
    error_code: answer.errorCode,
    request: { method: asked.method, url: asked.url.href, body: asked.body ?? '' },
    json: (selector?: string) => {
      if (typeof body !== 'string') throw new Error('the body is null so we can’t transform it to JSON');
      const steps = selector === undefined ? [] : selector.split('.');
      return steps.reduce<unknown>(
        (value, step) => (value as Record<string, unknown> | null)?.[step],
        JSON.parse(body),
      );
    },
  };
}

const redirects = new Set([301, 302, 303, 307, 308]);

/** Where an answer leads; 301 to 303 become GET, as in browsers. */
function redirected(asked: Asked, answer: Answer): Asked | null {
  const location = answer.headers['Location'];
  if (!redirects.has(answer.status) || location === undefined) return null;
  const url = new URL(location, asked.url);
  const keeps = answer.status >= 307 || asked.method === 'GET' || asked.method === 'HEAD';
  return { ...asked, url, ...(keeps ? {} : { method: 'GET', body: null }) };
}

async function exchange(state: VirtualUserState, first: Asked): Promise<object> {
  const { options } = state.run.parsed;
  let asked = first;
  for (let left = asked.parameters.redirects ?? options.maxRedirects; ; left -= 1) {
    if (isBlocked(asked.url.hostname, options.blockHostnames))
      throw new Error(`hostname (${asked.url.hostname}) is in a blocked pattern`);
    const { text, type } = encode(asked.body);
    const { agents } = state;
    const answer = await send({
      method: asked.method,
      url: asked.url,
      headers: headersFor(state, asked, type),
      body: text,
      agent: asked.url.protocol === 'https:' ? agents.https : agents.http,
      timeout: parseDuration(asked.parameters.timeout ?? 60_000),
      insecure: options.insecureSkipTLSVerify,
      signal: state.signal,
    });
    state.signal.throwIfAborted();
    record(state, asked, answer);
    keepCookies(state, answer);
    if (answer.error !== '' && options.throw) throw new Error(answer.error);
    if (answer.error !== '') state.run.warn(`Request Failed: ${asked.method} ${asked.url.href}: ${answer.error}`);
    const next = redirected(asked, answer);
    if (next === null || left <= 0) return responseOf({ asked, answer }, state);
    asked = next;
  }
}

function refuseInInit(state: VirtualUserState): void {
  if (state.isInitialising) throw new Error('making http requests in the init context is not supported');
}

type Given = readonly [method: string, url: unknown, body?: Body, parameters?: Parameters | null | undefined];

async function request(state: VirtualUserState, [method, url, body, parameters]: Given): Promise<object> {
  refuseInInit(state);
  return exchange(state, { method: method.toUpperCase(), url: addressOf(url), body, parameters: parameters ?? {} });
}

type BatchEntry = string | Given | { method?: string; url: unknown; body?: Body; params?: Parameters | undefined };

async function batch(state: VirtualUserState, entries: readonly BatchEntry[] | Record<string, BatchEntry>) {
  const one = (entry: BatchEntry) => {
    if (typeof entry === 'string') return request(state, ['GET', entry]);
    if ('url' in entry) return request(state, [entry.method ?? 'GET', entry.url, entry.body, entry.params]);
    return request(state, entry);
  };
  if (Array.isArray(entries)) return Promise.all(entries.map(one));
  const named = Object.entries(entries).map(async ([name, entry]) => [name, await one(entry)] as const);
  return Object.fromEntries(await Promise.all(named));
}

/** `http.expectedStatuses(200, {min: 300, max: 399})` */
function expectedStatuses(...given: readonly (number | { min: number; max: number })[]) {
  return (status: number) =>
    given.some((one) => (typeof one === 'number' ? status === one : status >= one.min && status <= one.max));
}

/** The module `k6/http` of one virtual user. */
export function k6Http(state: VirtualUserState): object {
  const withBody = (method: string) => (url: unknown, body?: Body, parameters?: Parameters) =>
    request(state, [method, url, body, parameters]);
  const own = {
    get: (url: unknown, parameters?: Parameters) => request(state, ['GET', url, null, parameters]),
    head: (url: unknown, parameters?: Parameters) => request(state, ['HEAD', url, null, parameters]),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    del: withBody('DELETE'),
    options: withBody('OPTIONS'),
    request: (...given: Given) => request(state, given),
    batch: (entries: readonly BatchEntry[]) => batch(state, entries),
    asyncRequest: (...given: Given) => request(state, given),
    expectedStatuses,
    setResponseCallback: (expected: VirtualUserState['expected'] | null) => {
      state.expected = expected ?? (() => true);
    },
    url: (parts: readonly string[], ...values: readonly unknown[]) =>
      parts.map((part, index) => part + (index < values.length ? String(values[index]) : '')).join(''),
  };
  return { ...own, default: own };
}
