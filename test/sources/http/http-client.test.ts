import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, createHttpClient, type HttpRequest } from '../../../src/sources/http/http-client.ts';
import type { HttpSettings } from '../../../src/sources/http/http-settings.ts';
import {
  type FakeAnswer,
  type FakePrometheus,
  type SeenRequest,
  startFakePrometheus,
} from '../../fake-prometheus/start-fake-prometheus.ts';

let server: FakePrometheus | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const ask: HttpRequest = { method: 'POST', path: '/api/v1/query', parameters: [['query', 'up']] };

/** Starts a server that gives these answers in turn, the last one for ever. */
async function serve(...answers: FakeAnswer[]): Promise<FakePrometheus> {
  let next = 0;
  server = await startFakePrometheus(() => answers[Math.min(next++, answers.length - 1)]);
  return server;
}

function client(url: string, own: Partial<HttpSettings> = {}) {
  return createHttpClient({ url, headers: {}, timeout: 5, retries: 0, parallel: 4, maxBytes: 100_000, ...own });
}

const ok: FakeAnswer = { body: { fine: true } };
const failed = (answer: Answer<unknown>) => (answer.ok ? 'an answer' : answer.reason);
const messageOf = (answer: Answer<unknown>) => (answer.ok ? '' : answer.message);

describe('createHttpClient', () => {
  it('sends a form below the base address, with its own query parameters', async () => {
    const { url, requests } = await serve(ok);
    expect(await client(`${url}/prefix/?tenant=7`).json(ask)).toEqual({ ok: true, value: { fine: true } });
    expect(requests).toMatchObject([{ method: 'POST', path: '/prefix/api/v1/query' }]);
    expect([...(requests[0]?.parameters ?? [])]).toEqual([
      ['tenant', '7'],
      ['query', 'up'],
    ]);
  });

  it('puts the parameters of a GET into the address', async () => {
    const { url, requests } = await serve(ok);
    await client(url).json({ ...ask, method: 'GET' });
    expect(requests[0]?.method).toBe('GET');
    expect(requests[0]?.parameters.get('query')).toBe('up');
  });

  it.each<{ name: string; own: Partial<HttpSettings>; user?: string; headers: Record<string, string> }>([
    {
      name: 'a bearer token, without the newline of its file',
      own: { auth: { bearer: 'tok\n' } },
      headers: { authorization: 'Bearer tok' },
    },
    {
      name: 'user and password',
      own: { auth: { user: 'u', password: 'p:w' } },
      headers: { authorization: `Basic ${btoa('u:p:w')}` },
    },
    {
      name: 'credentials in the address, decoded',
      own: {},
      user: 'u:p%40w@',
      headers: { authorization: `Basic ${btoa('u:p@w')}` },
    },
    { name: 'a tenant', own: { headers: { 'X-Scope-OrgID': 'shop' } }, headers: { 'x-scope-orgid': 'shop' } },
  ])('sends $name', async ({ own, user = '', headers }) => {
    const { url, requests } = await serve(ok);
    await client(url.replace('://', `://${user}`), own).json(ask);
    expect(requests[0]?.headers).toMatchObject(headers);
  });

  it.each<{ name: string; answer: FakeAnswer; reason: string; says: RegExp }>([
    {
      name: '400',
      answer: { status: 400, body: { status: 'error', error: 'parse error at char 3' } },
      reason: 'query-refused',
      says: /parse error at char 3/,
    },
    {
      name: '401',
      answer: { status: 401 },
      reason: 'unauthorized',
      says: /POST http:\/\/127.0.0.1:\d+\/api\/v1\/query: 401/,
    },
    { name: '403', answer: { status: 403 }, reason: 'forbidden', says: /403/ },
    { name: '404', answer: { status: 404 }, reason: 'not-found', says: /404/ },
    {
      name: '422',
      answer: { status: 422, body: { error: 'too many samples' } },
      reason: 'query-refused',
      says: /too many samples/,
    },
    { name: '429', answer: { status: 429 }, reason: 'rate-limited', says: /429/ },
    {
      name: '429 for an hour',
      answer: { status: 429, headers: { 'retry-after': '3600' } },
      reason: 'rate-limited',
      says: /3600 s/,
    },
    { name: '500', answer: { status: 500 }, reason: 'server-error', says: /500/ },
    {
      name: '503 by a query that ran too long',
      answer: { status: 503, body: { errorType: 'timeout', error: 'query timed out' } },
      reason: 'timeout',
      says: /query timed out/,
    },
    { name: '418', answer: { status: 418 }, reason: 'bad-response', says: /418/ },
    {
      name: 'a redirect',
      answer: { status: 302, headers: { location: 'https://login.example/x?ticket=t' } },
      reason: 'redirected',
      says: /redirect to https:\/\/login\.example not followed/,
    },
    { name: 'an HTML page', answer: { body: '<html>' }, reason: 'bad-response', says: /HTML/ },
    { name: 'half a JSON text', answer: { body: '{"status":' }, reason: 'bad-response', says: /no JSON/ },
    {
      name: 'a body over the budget',
      answer: { body: 'x'.repeat(100_001) },
      reason: 'over-budget',
      says: /100000 bytes/,
    },
    { name: 'silence', answer: 'never', reason: 'timeout', says: /0\.2 s/ },
    { name: 'a cut connection', answer: 'cut', reason: 'unreachable', says: /UND_ERR_SOCKET|ECONNRESET/ },
  ])('answers $name with $reason', async ({ answer, reason, says }) => {
    const { url } = await serve(answer);
    const given = await client(url, { timeout: 0.2 }).json(ask);
    expect(failed(given)).toBe(reason);
    expect(messageOf(given)).toMatch(says);
  });

  it('answers a closed port with unreachable and the system’s code', async () => {
    const closed = await serve(ok);
    await closed.stop();
    server = undefined;
    const given = await client(closed.url).json(ask);
    expect(failed(given)).toBe('unreachable');
    expect(messageOf(given)).toContain('ECONNREFUSED');
  });

  it.each<{ name: string; answer: FakeAnswer }>([
    { name: '429', answer: { status: 429, headers: { 'retry-after': '0' } } },
    { name: '500', answer: { status: 500 } },
    { name: '502', answer: { status: 502 } },
    { name: '503', answer: { status: 503 } },
    { name: '504', answer: { status: 504 } },
    { name: 'a cut connection', answer: 'cut' },
  ])('tries again after $name', async ({ answer }) => {
    const { url, requests } = await serve(answer, ok);
    expect((await client(url, { retries: 1 }).json(ask)).ok).toBe(true);
    expect(requests.map(({ parameters }) => parameters.get('query'))).toEqual(['up', 'up']);
  });

  it('waits as long as Retry-After says', async () => {
    const { url } = await serve({ status: 429, headers: { 'retry-after': '1' } }, ok);
    const start = performance.now();
    expect((await client(url, { retries: 1 }).json(ask)).ok).toBe(true);
    expect(performance.now() - start).toBeGreaterThan(950);
  });

  it('gives up at once when Retry-After says an hour', async () => {
    const { url, requests } = await serve({ status: 429, headers: { 'retry-after': '3600' } });
    expect(failed(await client(url, { retries: 3 }).json(ask))).toBe('rate-limited');
    expect(requests).toHaveLength(1);
  });

  it('does not try again what will not change', async () => {
    const { url, requests } = await serve({ status: 401 });
    await client(url, { retries: 3 }).json(ask);
    expect(requests).toHaveLength(1);
  });

  it('stops after the retries', async () => {
    const { url, requests } = await serve({ status: 503 });
    expect(failed(await client(url, { retries: 2 }).json(ask))).toBe('server-error');
    expect(requests).toHaveLength(3);
  });

  it('never has more requests under way than allowed', async () => {
    const { url, requests } = await serve('never');
    const http = client(url, { parallel: 2, timeout: 0.3 });
    const all = Promise.all(Array.from({ length: 4 }, () => http.json(ask)));
    await expect.poll(() => requests.length).toBe(2);
    expect((await all).map(failed)).toEqual(['timeout', 'timeout', 'timeout', 'timeout']);
    expect(requests).toHaveLength(4);
  });
});

describe('secrets', () => {
  const secret = 'pl4nted-s3cret';
  const everywhere: Partial<HttpSettings> = {
    headers: { 'X-Api-Key': secret, Cookie: `session=${secret}` },
    auth: { bearer: secret },
  };
  const withSecrets = (url: string) => `${url.replace('://', `://user:${secret}@`)}/?api_key=${secret}`;
  /** A server that repeats whatever it was sent. */
  const echo =
    (status: number) =>
    ({ headers, parameters }: SeenRequest): FakeAnswer => ({
      status,
      headers: { location: `https://${secret}.example/?${parameters.toString()}` },
      body: { status: 'error', error: `you sent ${JSON.stringify(headers)} ${parameters.toString()}` },
    });

  it.each([302, 400, 401, 403, 404, 418, 422, 429, 500, 503])(
    'are in nothing that is returned for %i',
    async (status) => {
      server = await startFakePrometheus(echo(status));
      const http = client(withSecrets(server.url), everywhere);
      expect(server.requests).toEqual([]);
      const seen = inspect([await http.json(ask), http], { depth: 10, showHidden: true });
      expect(server.requests[0]?.headers.authorization).toContain(secret);
      expect(seen).toContain('127.0.0.1');
      expect(seen).not.toContain(secret);
    },
  );

  it('in the address alone are in nothing, in no encoding', async () => {
    server = await startFakePrometheus(echo(400));
    const seen = inspect(await client(withSecrets(server.url)).json(ask), { depth: 10 });
    expect(seen).not.toContain(secret);
    expect(seen).not.toContain(btoa(`user:${secret}`));
  });

  it.each<{ name: string; answer: FakeAnswer }>([
    { name: 'a time-out', answer: 'never' },
    { name: 'a cut connection', answer: 'cut' },
    { name: 'an HTML page', answer: { body: `<html>${secret}` } },
  ])('are in nothing that is returned for $name', async ({ answer }) => {
    const { url } = await serve(answer);
    const given = await client(withSecrets(url), { ...everywhere, timeout: 0.2 }).json(ask);
    expect(given.ok).toBe(false);
    expect(inspect(given, { depth: 10 })).not.toContain(secret);
  });

  it.each<{ name: string; own: Partial<HttpSettings> }>([
    { name: 'an address that is none', own: { url: `http://user:${secret}@` } },
    { name: 'an address of another kind', own: { url: `ftp://user:${secret}@host` } },
    { name: 'a header that HTTP cannot carry', own: { headers: { 'X-Key': `${secret}\nX: y` } } },
    { name: 'a token that HTTP cannot carry', own: { auth: { bearer: `${secret}\u2028x` } } },
  ])('are not in the error about $name', ({ own }) => {
    let thrown: unknown;
    try {
      client('http://127.0.0.1:9', own);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Error);
    expect(inspect(thrown, { depth: 10, showHidden: true })).not.toContain(secret);
  });

  it('makes the server’s words safe for a terminal', async () => {
    const { url } = await serve({ status: 400, body: { error: `\u001b[2Jred\u202e\n::error::x${'y'.repeat(1000)}` } });
    const message = messageOf(await client(url).json(ask));
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(message.length).toBeLessThan(500);
  });
});
