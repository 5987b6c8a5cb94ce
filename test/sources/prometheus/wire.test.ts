import { afterEach, describe, expect, it } from 'vitest';
import { createPrometheusSource } from '../../../src/sources/prometheus/create-prometheus-source.ts';
import type { PrometheusSettings } from '../../../src/sources/prometheus/prometheus-settings.ts';
import type { Topic } from '../../../src/sources/source.ts';
import { type FakeSeries, type Holdings, holding, names, vector } from '../../fake-prometheus/answers.ts';
import {
  type FakeAnswer,
  type FakePrometheus,
  startFakePrometheus,
} from '../../fake-prometheus/start-fake-prometheus.ts';
import { hour } from '../../prometheus-server/counter-lines.ts';
import { settingsFor } from './prometheus-settings.ts';

let server: FakePrometheus | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const metrics = ['http_request_duration_seconds_bucket', 'http_request_duration_seconds_count', 'http_requests_total'];
const labels = ['le', 'route', 'method', 'status'];

/** Collects from a server that holds the metrics above and answers latency and status queries like this. */
async function collect(
  queries: Holdings['queries'],
  { topics = ['latency', 'errors'], own = {} }: { topics?: Topic[]; own?: Partial<PrometheusSettings> } = {},
) {
  server = await startFakePrometheus(holding({ metrics, labels, queries }));
  const source = createPrometheusSource(settingsFor(server.url, own));
  return (await source.collect({ side: 'staging', window: hour, topics, dryRun: false })).sections;
}

const bucket = (le: string, value: string, route = '/a'): FakeSeries => [{ le, route, method: 'GET' }, value];
const latency = vector([bucket('1', '3'), bucket('+Inf', '4')]);
const status = vector([[{ route: '/a', method: 'GET', status: '200' }, '4']]);

describe('what a healthy Prometheus does not say', () => {
  it('warnings of a missing store make the section partial', async () => {
    const warned = vector([bucket('1', '3'), bucket('+Inf', '4')], {
      warnings: ['store eu-1 is unreachable'],
      infos: ['metric might not be a counter'],
    });
    const { latency: section } = await collect({ _bucket: warned, _total: status });
    expect(section).toMatchObject({
      status: 'partial',
      reason: 'server-warning',
      message: 'store eu-1 is unreachable',
    });
    expect(section?.remarks.map(({ message }) => message)).toEqual([
      'store eu-1 is unreachable',
      'metric might not be a counter',
    ]);
    expect(section?.evidence).toHaveLength(1);
  });

  it('notes alone leave the section whole', async () => {
    const { errors } = await collect({
      _bucket: latency,
      _total: vector([[{ route: '/a', status: '200' }, '4']], { infos: ['hm'] }),
    });
    expect(errors).toMatchObject({
      status: 'ok',
      reason: null,
      remarks: [{ reason: 'server-warning', message: 'hm' }],
    });
  });

  it.each<{ name: string; answer: FakeAnswer; own?: Partial<PrometheusSettings>; reason: string }>([
    {
      name: 'more series than the budget',
      answer: vector([bucket('1', '3'), bucket('2', '3'), bucket('+Inf', '4')]),
      own: { maxSeries: 2 },
      reason: 'over-budget',
    },
    {
      name: 'more bytes than the budget',
      answer: { body: 'x'.repeat(1_100_000) },
      own: { maxSeries: 2 },
      reason: 'over-budget',
    },
    { name: 'JSON of another kind', answer: { body: { hello: 'world' } }, reason: 'bad-response' },
    {
      name: 'an error that calls itself a success',
      answer: { body: { status: 'error', error: 'no' } },
      reason: 'bad-response',
    },
    {
      name: 'a string result',
      answer: { body: { status: 'success', data: { resultType: 'string', result: [1, 'x'] } } },
      reason: 'bad-response',
    },
    {
      name: 'a refused query',
      answer: { status: 422, body: { status: 'error', errorType: 'execution', error: 'too many samples' } },
      reason: 'query-refused',
    },
  ])('$name leaves only that section without evidence', async ({ answer, own, reason }) => {
    const sections = await collect({ _bucket: answer, _total: status }, own === undefined ? {} : { own });
    expect(sections.latency).toMatchObject({ status: 'unavailable', reason, evidence: [] });
    expect(sections.errors).toMatchObject({ status: 'ok' });
  });

  const good = { metric: { le: '+Inf', route: '/a' }, value: [1, '4'] };
  it.each([
    { name: 'no labels', rows: [{ metric: null, value: [1, '9'] }], message: '1 of 2 rows are not samples' },
    { name: 'a label that is a number', rows: [{ metric: { le: 7 }, value: [1, '9'] }], message: '1 of 2 rows' },
    { name: 'a value that is a number', rows: [{ metric: {}, value: [1, 9] }], message: '1 of 2 rows' },
    { name: 'no value', rows: [{ metric: {} }, 3, null], message: '3 of 4 rows are not samples with their labels' },
    { name: 'one bad sample of two', rows: [{ metric: {}, values: [[1, '9'], [2]] }], message: '1 of 2 rows' },
    {
      name: 'a native histogram',
      rows: [{ metric: {}, histogram: [1, {}] }],
      message: '1 of 2 rows are native histograms, which are not read',
    },
  ])('$name among the rows spoils the answer: what is left would look like less traffic', async ({ rows, message }) => {
    const { latency: section, errors } = await collect({
      _bucket: { body: { status: 'success', data: { resultType: 'vector', result: [good, ...rows] } } },
      _total: status,
    });
    expect(section).toMatchObject({ status: 'unavailable', reason: 'bad-response', evidence: [] });
    expect(section?.message).toContain(message);
    expect(errors).toMatchObject({ status: 'ok' });
  });

  it.each([
    {
      name: 'a negative bound',
      rows: [bucket('-1', '1'), bucket('1', '3'), bucket('+Inf', '4')],
      says: 'up to -1 is 1',
    },
    { name: 'a bound of -Inf', rows: [bucket('-Inf', '1'), bucket('+Inf', '4')], says: 'up to -Infinity is 1' },
    {
      name: 'more than can be counted',
      rows: [bucket('1', '3'), bucket('+Inf', '1e300')],
      says: 'up to Infinity is 1e+300',
    },
  ])('a histogram with $name is no evidence', async ({ rows, says }) => {
    const { latency: section } = await collect({ _bucket: vector(rows), _total: status });
    expect(section?.evidence).toMatchObject([
      { state: 'absent', reason: 'not-a-number', message: expect.stringContaining(says) },
    ]);
  });

  it('a server that is down is asked once, not again for every window', async () => {
    server = await startFakePrometheus(() => ({ status: 503 }));
    const source = createPrometheusSource(settingsFor(server.url));
    const request = { side: 'production', window: hour, topics: ['latency', 'errors'] as const, dryRun: false };
    await source.collect(request);
    expect((await source.collect({ ...request, side: 'production-7d' })).sections).toMatchObject({
      latency: { reason: 'server-error' },
      errors: { reason: 'server-error' },
    });
    expect(server.requests).toHaveLength(1);
  });

  it('counters whose series carry no status say nothing about errors', async () => {
    const { errors } = await collect({ _bucket: latency, _total: vector([[{ route: '/a' }, '4']]) });
    expect(errors).toMatchObject({
      status: 'unavailable',
      reason: 'no-series',
      message: expect.stringMatching(/http_requests_total has a label that names the status/),
    });
  });

  it('a status that is not a number of requests is told per route', async () => {
    const rows: FakeSeries[] = [
      [{ route: '/a', status: '200' }, 'NaN'],
      [{ route: '/b', status: '__proto__' }, '5'],
      [{ route: '/c', status: '200' }, '0'],
    ];
    const { errors } = await collect({ _bucket: latency, _total: vector(rows) });
    expect(errors?.evidence).toMatchObject([
      { scope: { route: '/a' }, state: 'absent', reason: 'not-a-number' },
      { scope: { route: '/b' }, state: 'present', value: { entries: JSON.parse('{"__proto__":5}') } },
    ]);
    expect(errors?.evidence).toHaveLength(2);
  });

  it('an empty server and an unknown one are two answers', async () => {
    const reasonOf = async (known: string[], any: string[]) => {
      const fake = await startFakePrometheus(({ path }) => (path.includes('__name__') ? names(known) : names(any)));
      const source = createPrometheusSource(settingsFor(fake.url, { selector: { environment: 'x' } }));
      const { sections } = await source.collect({
        side: 's',
        window: hour,
        topics: ['latency', 'errors', 'resources', 'arrivals'],
        dryRun: false,
      });
      await fake.stop();
      return Object.values(sections).map(({ reason }) => reason);
    };
    expect(await reasonOf([], [])).toEqual(['source-empty', 'source-empty', 'source-empty', 'source-empty']);
    expect(await reasonOf([], ['job'])).toEqual([
      'no-known-convention',
      'no-known-convention',
      'no-series',
      'no-known-convention',
    ]);
  });

  it('asks the next convention where the first has no series in the window', async () => {
    server = await startFakePrometheus(
      holding({
        metrics: [
          ...metrics,
          'http_server_request_duration_seconds_bucket',
          'http_server_request_duration_seconds_count',
        ],
        labels: [...labels, 'http_route', 'http_response_status_code'],
        queries: { http_server_request: vector([]), _bucket: latency, _total: status },
      }),
    );
    const source = createPrometheusSource(settingsFor(server.url));
    const { sections, queries } = await source.collect({
      side: 's',
      window: hour,
      topics: ['latency', 'errors'],
      dryRun: false,
    });
    expect(sections.latency).toMatchObject({
      status: 'ok',
      convention: 'client-library',
      evidence: [{ query: 's/latency/client-library' }],
    });
    expect(sections.errors).toMatchObject({
      status: 'ok',
      convention: 'client-library',
      remarks: [{ reason: 'several-conventions' }],
    });
    expect(queries).toHaveProperty(['s/requests/client-library']);
  });
});
