import { afterAll, afterEach, beforeAll } from 'vitest';
import { createPrometheusSource } from '../../../src/sources/prometheus/create-prometheus-source.ts';
import { describeSourceContract } from '../../contracts/source-contract.ts';
import {
  type FakeAnswer,
  type FakePrometheus,
  startFakePrometheus,
} from '../../fake-prometheus/start-fake-prometheus.ts';
import { counterLines, histogramLines, hour } from '../../prometheus-server/counter-lines.ts';
import { describeWithPrometheus } from '../../prometheus-server/describe-with-prometheus.ts';
import { type PrometheusServer, startPrometheus } from '../../prometheus-server/start-prometheus.ts';
import { settingsFor } from './prometheus-settings.ts';

/** One route of one pod: `requests` of them, all quick and well. */
function routeLines(
  environment: string,
  { method, route, pod = '0' }: { method: string; route: string; pod?: string },
  requests: number | string,
): string[] {
  const labels = { environment, method, route, pod };
  const buckets = { '0.1': requests, '1': requests, '+Inf': requests };
  return [
    ...histogramLines('http_request_duration_seconds', labels, buckets),
    ...counterLines('http_requests_total', { ...labels, status: '200' }, requests),
  ];
}

const orders = { method: 'GET', route: '/orders/:id' };
const checkout = { method: 'GET', route: '/checkout' };

describeWithPrometheus('a Prometheus server', () => {
  let server: PrometheusServer;
  const fakes: FakePrometheus[] = [];

  beforeAll(async () => {
    const pods = ['0', '1'];
    server = await startPrometheus({
      openMetrics: [
        ...routeLines('present', orders, 100),
        ...routeLines('present', checkout, 100),
        ...routeLines('absent', orders, 100),
        ...routeLines('nan', orders, 'NaN'),
        ...pods.flatMap((pod) => [
          ...routeLines('several', { ...orders, pod }, 50),
          ...routeLines('several', { ...checkout, pod }, 50),
        ]),
      ],
    });
  }, 30_000);
  afterAll(() => server.stop());
  afterEach(async () => {
    for (const fake of fakes.splice(0)) await fake.stop();
  });

  const real = (environment: string) => async () =>
    createPrometheusSource(settingsFor(server.url, { selector: { environment } }));
  const saying = (answer: FakeAnswer) => async () => {
    const fake = await startFakePrometheus(() => answer);
    fakes.push(fake);
    return createPrometheusSource(settingsFor(fake.url, { timeout: 0.2, retries: 1 }));
  };

  describeSourceContract('prometheus', {
    window: hour,
    states: {
      present: real('present'),
      'absent-route': real('absent'),
      empty: real('nowhere'),
      'not-a-number': real('nan'),
      'several-series': real('several'),
      'wrong-type': saying({ body: '<!doctype html><title>Sign in</title>' }),
      unauthorized: saying({ status: 401, body: 'no' }),
      'not-found': saying({ status: 404, body: 'no' }),
      'rate-limited': saying({ status: 429, headers: { 'retry-after': '0' } }),
      'server-error': saying({ status: 503, body: 'no' }),
      timeout: saying('never'),
    },
  });
});
