import { expect, it } from 'vitest';
import { counterLines, gaugeLines, histogramLines } from '../../prometheus-server/counter-lines.ts';
import { describeWithPrometheus } from '../../prometheus-server/describe-with-prometheus.ts';
import { usePrometheus } from '../../prometheus-server/use-prometheus.ts';
import { byRoute, collectTopic } from './collect.ts';

const counts = { '100': 60, '+Inf': 120 };
const inSeconds = { '0.1': 60, '+Inf': 120 };

/** The same traffic, 120 requests of one route of which 12 failed, as each convention tells it; the environment is called like the convention. */
function* conventionLines(): Generator<string> {
  for (const [status, requests] of [
    ['200', 108],
    ['500', 12],
  ] as const) {
    const share = (whole: Record<string, number>) =>
      Object.fromEntries(Object.entries(whole).map(([le, count]) => [le, (count * requests) / 120]));
    yield* histogramLines(
      'http_server_request_duration_seconds',
      {
        environment: 'otel-http',
        http_route: '/a/{id}',
        http_request_method: 'GET',
        http_response_status_code: status,
      },
      share(inSeconds),
    );
    yield* histogramLines(
      'http_server_duration_milliseconds',
      { environment: 'otel-http-old', http_route: '/a/{id}', http_method: 'GET', http_status_code: status },
      share(counts),
    );
    yield* histogramLines(
      'http_server_duration',
      { environment: 'otel-without-unit', http_route: '/a/{id}', http_method: 'GET', http_status_code: status },
      share(counts),
    );
    yield* histogramLines(
      'http_server_requests_seconds',
      { environment: 'micrometer', uri: '/a/{id}', method: 'GET', status, outcome: 'SUCCESS', exception: 'None' },
      share(inSeconds),
    );
    yield* counterLines(
      'http_requests_total',
      { environment: 'client-library', handler: '/a/:id', verb: 'GET', code: status },
      requests,
    );
    yield* counterLines(
      'http_requests_total',
      { environment: 'two-names', path: '/a/[id]', method: 'GET', status_code: status },
      requests,
    );
    yield* counterLines(
      'nginx_ingress_controller_requests',
      { environment: 'ingress-nginx', path: '/a/{id}', ingress: 'shop', method: 'GET', status },
      requests,
    );
    for (const reporter of ['source', 'destination']) {
      const labels = {
        environment: 'istio',
        reporter,
        destination_service_name: 'shop',
        destination_workload: 'shop-v1',
        response_code: status,
      };
      yield* histogramLines('istio_request_duration_milliseconds', labels, share(counts));
      yield* counterLines('istio_requests_total', labels, requests);
    }
    yield* counterLines(
      'app_hits',
      { environment: 'configured', endpoint: '/a/{id}', method: 'GET', status },
      requests,
    );
    yield* counterLines('http_requests_total', { environment: 'no-route', method: 'GET', status }, requests);
  }
  yield* histogramLines(
    'http_request_duration_seconds',
    { environment: 'client-library', handler: '/a/:id', verb: 'GET' },
    inSeconds,
  );
  // The histogram names its route otherwise than the counter.
  yield* histogramLines(
    'http_request_duration_seconds',
    { environment: 'two-names', route: '/a/:id', method: 'GET' },
    inSeconds,
  );
  yield* histogramLines(
    'nginx_ingress_controller_request_duration_seconds',
    { environment: 'ingress-nginx', path: '/a/{id}', ingress: 'shop', method: 'GET', status: '200' },
    inSeconds,
  );
  yield* histogramLines('app_milliseconds', { environment: 'configured', endpoint: '/a/{id}', method: 'GET' }, counts);
  yield* histogramLines('http_request_duration_seconds', { environment: 'no-route', method: 'GET' }, inSeconds);
  yield* histogramLines('http_request_duration_seconds', { environment: 'no-route', method: 'POST' }, inSeconds);
  yield* summaryLines('summary', 'a');
  for (const instance of ['a', 'b']) yield* summaryLines('two-summaries', instance);
  yield* counterLines(
    'http_server_requests_seconds_count',
    { environment: 'count-only', uri: '/a/{id}', method: 'GET', status: '200' },
    120,
  );
}

/** A summary with an idle first half, in which its quantiles are NaN, and a route that was idle all the time. */
function* summaryLines(environment: string, instance: string): Generator<string> {
  const labels = { environment, instance, route: '/a/:id', method: 'GET' };
  for (const [quantile, value] of [
    ['0.5', 0.05],
    ['0.95', 0.2],
    ['0.99', 0.4],
  ] as const) {
    yield* gaugeLines('http_request_duration_seconds', { ...labels, quantile }, (share) =>
      share < 0.5 ? 'NaN' : value,
    );
    yield* gaugeLines('http_request_duration_seconds', { ...labels, route: '/nan', quantile }, () => 'NaN');
  }
  yield* counterLines('http_request_duration_seconds_count', labels, 120);
  yield* counterLines('http_request_duration_seconds_count', { ...labels, route: '/nan' }, 5);
  yield* counterLines('http_request_duration_seconds_count', { ...labels, route: '/idle' }, 0);
}

describeWithPrometheus('metric conventions', () => {
  const server = usePrometheus(conventionLines);
  const latency = (environment: string, own = {}) =>
    collectTopic('latency', server.url(), { selector: { environment }, ...own });
  const errors = (environment: string, own = {}) =>
    collectTopic('errors', server.url(), { selector: { environment }, ...own });

  const configured = { convention: { latency: 'app_milliseconds', requests: 'app_hits', unit: 'ms' } };

  it.each([
    { environment: 'otel-http', convention: 'otel-http', route: 'GET /a/{}' },
    { environment: 'otel-http-old', convention: 'otel-http-old', route: 'GET /a/{}' },
    { environment: 'otel-without-unit', convention: 'otel-http-old', route: 'GET /a/{}' },
    { environment: 'micrometer', convention: 'micrometer', route: 'GET /a/{}' },
    { environment: 'client-library', convention: 'client-library', route: 'GET /a/{}' },
    { environment: 'two-names', convention: 'client-library', route: 'GET /a/{}' },
    { environment: 'istio', convention: 'istio', route: 'shop' },
    { environment: 'ingress-nginx', convention: 'ingress-nginx', route: 'GET /a/{}' },
    { environment: 'configured', convention: 'configured', route: 'GET /a/{}', own: configured },
  ])('reads the same traffic from $environment', async ({ environment, convention, route, own = {} }) => {
    const [durations, requests] = await Promise.all([latency(environment, own), errors(environment, own)]);
    expect(durations).toMatchObject({ status: 'ok', convention, remarks: [] });
    expect(requests).toMatchObject({ status: 'ok', convention, remarks: [] });
    const histogram = byRoute(durations.evidence)[route];
    expect(histogram).toMatchObject({ kind: 'histogram', bounds: [0.1], unit: 's' });
    expect(byRoute(requests.evidence)[route]).toMatchObject({
      kind: 'record',
      entries: { 200: expect.closeTo(108), 500: expect.closeTo(12) },
    });
    expect(durations.evidence).toHaveLength(1);
    expect(requests.evidence).toHaveLength(1);
    expect(histogram).toMatchObject({ cumulative: [expect.closeTo(60), expect.closeTo(120)] });
  });

  it('knows totals only where no label names the route, and says so', async () => {
    const section = await latency('no-route');
    expect(section.remarks).toMatchObject([{ reason: 'no-route-label' }]);
    expect(section.evidence).toMatchObject([
      { scope: { route: null }, value: { cumulative: [expect.closeTo(120), expect.closeTo(240)] } },
    ]);
    expect((await errors('no-route')).evidence).toMatchObject([
      { scope: { route: null }, value: { entries: { 500: expect.closeTo(12) } } },
    ]);
  });

  it('reads a summary of one instance into a record, leaving out its idle time', async () => {
    const section = await latency('summary');
    expect(section).toMatchObject({ status: 'ok', convention: 'client-library' });
    expect(byRoute(section.evidence)).toMatchObject({
      'GET /a/{}': {
        kind: 'record',
        entries: {
          p50: expect.closeTo(0.05),
          p95: expect.closeTo(0.2),
          p99: expect.closeTo(0.4),
          count: expect.closeTo(120),
        },
        unit: 's',
      },
      'GET /nan': 'not-a-number',
    });
    expect(Object.keys(byRoute(section.evidence))).not.toContain('GET /idle');
  });

  it('does not add up the quantiles of several instances', async () => {
    expect(byRoute((await latency('two-summaries')).evidence)['GET /a/{}']).toBe('quantiles-only');
  });

  it('says that there are no distributions where a metric only counts', async () => {
    expect(await latency('count-only')).toMatchObject({ status: 'unavailable', reason: 'no-series' });
    expect(byRoute((await errors('count-only')).evidence)).toMatchObject({
      'GET /a/{}': { entries: { 200: expect.closeTo(120) } },
    });
  });

  it('uses the first convention and names the others', async () => {
    const section = await collectTopic('latency', server.url(), {});
    expect(section.convention).toBe('otel-http');
    expect(section.remarks).toMatchObject([
      { reason: 'several-conventions', message: expect.stringContaining('istio') },
    ]);
  });

  it('uses the convention that the configuration names', async () => {
    expect((await collectTopic('latency', server.url(), { convention: 'istio' })).convention).toBe('istio');
  });

  it('says which configured metrics are missing', async () => {
    const own = { convention: { latency: 'app_seconds', unit: 's' as const } };
    expect(await latency('configured', own)).toMatchObject({
      status: 'unavailable',
      reason: 'no-series',
      message: expect.stringContaining('app_seconds'),
    });
  });
});
