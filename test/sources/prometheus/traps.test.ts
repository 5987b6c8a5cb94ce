import { expect, it } from 'vitest';
import { counterLines, gaugeLines, histogramLines } from '../../prometheus-server/counter-lines.ts';
import { describeWithPrometheus } from '../../prometheus-server/describe-with-prometheus.ts';
import { usePrometheus } from '../../prometheus-server/use-prometheus.ts';
import { byRoute, collectTopic } from './collect.ts';

const hostile = 'a"} or vector(1) #\\';

function* trapLines(): Generator<string> {
  const requests = (environment: string, labels: Record<string, string>, value: number | string) =>
    counterLines('http_requests_total', { environment, method: 'GET', ...labels }, value);
  // A restart in the middle: the counter falls from 100 to 0 and rises again to 100.
  yield* gaugeLines('http_requests_total', { environment: 'reset', route: '/a', status: '200' }, (share) =>
    share <= 0.5 ? share * 200 : (share - 0.5) * 200,
  );
  // A series that ended twenty minutes before the window did.
  yield* gaugeLines(
    'http_requests_total',
    { environment: 'stale', method: 'GET', route: '/a', status: '200' },
    (share) => (share > 0.66 ? null : share * 90),
  );
  yield* requests('fine', { route: '/a', status: '200' }, 100);
  yield* requests('quiet', { route: '/a', status: '200' }, 100);
  yield* requests('quiet', { route: '/never', status: '200' }, 0);
  yield* requests('strangers', { route: '/a', status: '200' }, 100);
  yield* requests('strangers', { route: '', status: '404' }, 7);
  yield* requests('strangers', { route: 'NOT_FOUND', status: '404', method: 'POST' }, 5);
  yield* requests(hostile, { route: '/a', status: '200' }, 100);
  for (const region of ['eu', 'us'])
    yield* requests('split', { route: '/a', status: '200', region }, region === 'eu' ? 10 : 20);
  for (const le of ['1', '1.0', '1e0'])
    yield* counterLines(
      'http_request_duration_seconds_bucket',
      { environment: 'spellings', route: '/a', le, pod: le },
      10,
    );
  for (const pod of ['1', '1.0', '1e0'])
    yield* counterLines(
      'http_request_duration_seconds_bucket',
      { environment: 'spellings', route: '/a', le: '+Inf', pod },
      20,
    );
  yield* histogramLines(
    'http_request_duration_seconds',
    { environment: 'no-infinity', route: '/a' },
    { '1': 10, '5': 20 },
  );
  for (const path of ['/a/:id', '/a/{id}', '/a/<id>', '/a/[id]'])
    yield* requests('paths', { route: path, status: '200' }, 25);
}

describeWithPrometheus('traps of a real server', () => {
  const server = usePrometheus(trapLines);
  const errors = (environment: string, own = {}) =>
    collectTopic('errors', server.url(), { selector: { environment }, ...own });
  const latency = (environment: string) => collectTopic('latency', server.url(), { selector: { environment } });

  it('counts on through a counter reset', async () => {
    const [first] = (await errors('reset')).evidence;
    const value = first?.state === 'present' && first.value.kind === 'record' ? first.value.entries['200'] : Number.NaN;
    expect(value).toBeGreaterThan(190);
    expect(value).toBeLessThan(205);
  });

  it('counts series that are stale at the window’s end', async () => {
    const section = await errors('stale');
    expect(section.status).toBe('ok');
    expect(byRoute(section.evidence)).toMatchObject({ 'GET /a': { entries: { 200: expect.closeTo(59, 0) } } });
  });

  it('takes requests without any 5xx series for none of n', async () => {
    expect(byRoute((await errors('fine')).evidence)).toEqual({
      'GET /a': { kind: 'record', entries: { 200: expect.closeTo(100) }, unit: 'requests' },
    });
  });

  it('does not take a route without requests for a served one', async () => {
    expect(Object.keys(byRoute((await errors('quiet')).evidence))).toEqual(['GET /a']);
  });

  it('keeps requests that match no route in a scope of their own', async () => {
    expect(byRoute((await errors('strangers')).evidence)).toMatchObject({
      '(unmatched)': { entries: { 404: expect.closeTo(12) } },
    });
  });

  it('selects by a hostile label value, and by nothing else', async () => {
    expect(byRoute((await errors(hostile)).evidence)).toMatchObject({
      'GET /a': { entries: { 200: expect.closeTo(100) } },
    });
    expect(await errors('"} or http_requests_total{environment="fine')).toMatchObject({
      status: 'unavailable',
      reason: 'source-empty',
    });
  });

  it('never pools what the configuration splits by', async () => {
    const { evidence } = await errors('split', { splitBy: ['region', 'version'] });
    expect(byRoute(evidence)).toMatchObject({
      'GET /a region=eu': { entries: { 200: expect.closeTo(10) } },
      'GET /a region=us': { entries: { 200: expect.closeTo(20) } },
    });
  });

  it('reads one bound in three spellings', async () => {
    expect(byRoute((await latency('spellings')).evidence)).toMatchObject({
      '/a': { bounds: [1], cumulative: [expect.closeTo(30), expect.closeTo(60)] },
    });
  });

  it('does not guess what a histogram without +Inf left out', async () => {
    expect(byRoute((await latency('no-infinity')).evidence)).toEqual({ '/a': 'no-total-bucket' });
  });

  it('adds up the spellings of one route', async () => {
    expect(byRoute((await errors('paths')).evidence)).toMatchObject({
      'GET /a/{}': { entries: { 200: expect.closeTo(100) } },
    });
  });

  it('has no series, but a reason, in a window before the data', async () => {
    const before = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T09:00:00.000Z' };
    expect(
      await collectTopic('errors', server.url(), { selector: { environment: 'fine' }, window: before }),
    ).toMatchObject({
      status: 'unavailable',
      reason: 'source-empty',
    });
  });
});
