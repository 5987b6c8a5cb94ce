import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { createPrometheusSource } from '../../../src/sources/prometheus/create-prometheus-source.ts';
import { discover } from '../../../src/sources/prometheus/discover.ts';
import type { PrometheusSettings } from '../../../src/sources/prometheus/prometheus-settings.ts';
import { names, vector } from '../../fake-prometheus/answers.ts';
import { type FakeAnswer, type SeenRequest, startFakePrometheus } from '../../fake-prometheus/start-fake-prometheus.ts';
import { hour } from '../../prometheus-server/counter-lines.ts';
import { settingsFor } from './prometheus-settings.ts';

const secret = 'pl4nted-s3cret';
const request = {
  side: 's',
  window: hour,
  topics: ['latency', 'errors', 'resources', 'arrivals'],
  dryRun: false,
} as const;

/** A talkative server: repeats every credential that it was sent, in warnings and errors. */
function talkative({ path, headers, parameters }: SeenRequest): FakeAnswer {
  const heard = `${JSON.stringify(headers)} ${parameters.toString()}`;
  if (path.includes('__name__')) return names(['http_request_duration_seconds_bucket', 'http_requests_total']);
  if (path.endsWith('/labels')) return names(['route', 'status', 'le']);
  if (parameters.get('query')?.includes('_bucket'))
    return vector([[{ route: '/a', le: '+Inf' }, '1']], { warnings: [heard], infos: [heard] });
  return { status: 400, body: { status: 'error', errorType: 'bad_data', error: heard } };
}

it.each<{ name: string; own: Partial<PrometheusSettings> }>([
  { name: 'a password in the address', own: {} },
  { name: 'a token', own: { auth: { bearer: secret } } },
  { name: 'a password', own: { auth: { user: 'u', password: secret } } },
  { name: 'a header', own: { headers: { 'X-Scope-OrgID': secret } } },
])('$name is sent, and is in nothing that comes back', async ({ own }) => {
  const server = await startFakePrometheus(talkative);
  const url = `${server.url.replace('://', `://user:${secret}@`)}/?key=${secret}`;
  const settings = settingsFor(url, own);
  const source = createPrometheusSource(settings);
  const seen = inspect(
    [
      source,
      await source.collect(request),
      await source.collect({ ...request, dryRun: true }),
      await discover(settings, hour),
    ],
    { depth: 10, showHidden: true, maxStringLength: null },
  );
  expect(JSON.stringify(server.requests.map(({ headers, parameters }) => [headers, parameters.get('key')]))).toContain(
    secret,
  );
  await server.stop();
  expect(seen).toContain('server-warning');
  expect(seen).toContain('query-refused');
  expect(seen).not.toContain(secret);
  expect(seen).not.toContain(btoa(`user:${secret}`));
  expect(seen).not.toContain(btoa(`u:${secret}`));
});
