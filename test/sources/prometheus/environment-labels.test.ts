import { expect, it } from 'vitest';
import { Metrics } from '../../../src/config/schema.ts';
import { environmentLabels } from '../../../src/sources/prometheus/environment-labels.ts';
import { names } from '../../fake-prometheus/answers.ts';
import { startFakePrometheus } from '../../fake-prometheus/start-fake-prometheus.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const metrics = (url?: string) => Metrics.parse({ url, retries: 0 });

it('lists the values of the labels that may tell environments apart, in the last day', async () => {
  const server = await startFakePrometheus(({ path }) => {
    if (path.endsWith('/labels')) return names(['route', 'environment', 'cluster']);
    return path.includes('environment') ? names(['production', 'staging']) : names(['one']);
  });
  const answer = await environmentLabels(metrics(server.url), now);
  await server.stop();
  expect(answer).toEqual({
    ok: true,
    value: new Map([
      ['environment', ['production', 'staging']],
      ['cluster', ['one']],
    ]),
  });
  expect(server.requests).toHaveLength(3);
  for (const { parameters } of server.requests)
    expect([parameters.get('start'), parameters.get('end')]).toEqual(['2026-11-19T12:00:00.000Z', now.toISOString()]);
});

it('gives the reason where the server gives no answer', async () => {
  const server = await startFakePrometheus(() => ({ status: 403 }));
  expect(await environmentLabels(metrics(server.url), now)).toMatchObject({ ok: false, reason: 'forbidden' });
  await server.stop();
});

it('wants an address', async () => {
  expect(await environmentLabels(metrics(), now)).toMatchObject({ ok: false, reason: 'not-found' });
});
