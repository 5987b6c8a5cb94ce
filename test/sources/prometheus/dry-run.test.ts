import { expect, it } from 'vitest';
import { conventionNames } from '../../../src/sources/prometheus/conventions/registry.ts';
import { createPrometheusSource } from '../../../src/sources/prometheus/create-prometheus-source.ts';
import { startFakePrometheus } from '../../fake-prometheus/start-fake-prometheus.ts';
import { hour } from '../../prometheus-server/counter-lines.ts';
import { settingsFor } from './prometheus-settings.ts';

const topics = ['latency', 'errors', 'resources', 'arrivals'] as const;
const request = { side: 'staging', window: hour, topics, dryRun: true };

it('names the queries of the configured convention, as they will be sent', async () => {
  const own = {
    convention: 'otel-http',
    selector: { environment: 'staging' },
    splitBy: ['region'],
    custom: [{ name: 'x', query: 'sum(y{$selector}[$window])', unit: '' }],
  };
  const { sections, queries } = await createPrometheusSource(settingsFor('http://127.0.0.1:9', own)).collect(request);
  expect(Object.values(sections).map(({ status, reason }) => [status, reason])).toEqual(
    topics.map(() => ['unavailable', 'not-collected']),
  );
  expect(queries).toMatchObject({
    'staging/latency':
      'sum by (le, http_route, http_request_method, region) (increase(http_server_request_duration_seconds_bucket{environment="staging"}[3600s]))',
    'staging/requests':
      'sum by (http_route, http_request_method, http_response_status_code, region) (increase(http_server_request_duration_seconds_count{environment="staging"}[3600s]))',
    'staging/arrivals': 'sum(increase(http_server_request_duration_seconds_count{environment="staging"}[1h]))',
    'staging/custom/x': 'sum(y{environment="staging"}[3600s])',
  });
  expect(Object.keys(queries).sort()).toEqual(
    ['arrivals', 'custom/x', 'discovery/labels', 'discovery/names', 'latency', 'requests', 'resources'].map(
      (name) => `staging/${name}`,
    ),
  );
});

it('names the queries of every convention where none is configured', async () => {
  const { queries } = await createPrometheusSource(settingsFor('http://127.0.0.1:9')).collect({
    ...request,
    topics: ['latency'],
  });
  expect(Object.keys(queries)).toEqual([
    'staging/discovery/names',
    'staging/discovery/labels',
    ...conventionNames.map((id) => `${id}/staging/latency`),
  ]);
  expect(queries['istio/staging/latency']).toContain('reporter=~"destination|waypoint"');
});

it('sends nothing', async () => {
  const server = await startFakePrometheus(() => undefined);
  await createPrometheusSource(settingsFor(server.url)).collect(request);
  expect(server.requests).toEqual([]);
  await server.stop();
});
