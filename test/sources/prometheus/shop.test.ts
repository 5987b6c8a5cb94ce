import { expect, it } from 'vitest';
import type { Section } from '../../../src/model/profile.ts';
import { routeKey } from '../../../src/model/route.ts';
import { earlier, type Window } from '../../../src/model/window.ts';
import { createPrometheusSource } from '../../../src/sources/prometheus/create-prometheus-source.ts';
import { discover } from '../../../src/sources/prometheus/discover.ts';
import { histogramQuantile } from '../../../src/stats/histogram-quantile.ts';
import { startCountingProxy } from '../../prometheus-server/counting-proxy.ts';
import { describeWithPrometheus } from '../../prometheus-server/describe-with-prometheus.ts';
import { shopMetrics } from '../../prometheus-server/shop-metrics.ts';
import { shopPod } from '../../prometheus-server/shop-resources.ts';
import { shopRoutes } from '../../prometheus-server/shop-routes.ts';
import { usePrometheus } from '../../prometheus-server/use-prometheus.ts';
import { byRoute } from './collect.ts';
import { settingsFor } from './prometheus-settings.ts';

const window: Window = { from: '2026-11-20T11:00:00.000Z', to: '2026-11-20T12:00:00.000Z' };
const day = 86_400;
const span = ({ from, to }: Window) => ({ from: new Date(from), to: new Date(to) });
const topics = ['latency', 'errors', 'resources'] as const;

function* environments(): Generator<string> {
  for (const [seed, days] of [
    [1, 7],
    [2, 1],
    [3, 0],
  ] as const)
    yield* shopMetrics({ seed, environment: 'production', ...span(earlier(window, days * day)) });
  yield* shopMetrics({ seed: 4, environment: 'staging', ...span(window), convention: 'otel', pods: 2, scale: 0.5 });
  yield* shopMetrics({
    seed: 5,
    environment: 'renamed',
    ...span(window),
    labels: { route: 'handler', method: 'verb', status: 'code' },
  });
  yield* shopMetrics({
    seed: 6,
    environment: 'lying',
    ...span(window),
    lies: { slower: { 'GET /search': 5 }, failing: { 'GET /cart': 0.03 }, missing: ['GET /orders'], memory: 4 },
  });
}

describeWithPrometheus('the shop on a real server', () => {
  const server = usePrometheus(environments);
  const source = (environment: string, url = server.url()) =>
    createPrometheusSource(settingsFor(url, { selector: { environment } }));
  const collect = async (environment: string) => {
    const { sections } = await source(environment).collect({ side: environment, window, topics, dryRun: false });
    const { latency, errors, resources } = sections;
    if (latency === undefined || errors === undefined || resources === undefined)
      throw new Error('a section is missing');
    return { latency, errors, resources };
  };
  const median = (section: Section, route: string) => {
    const value = byRoute(section.evidence)[route];
    if (typeof value === 'string' || value?.kind !== 'histogram') throw new Error(`${route} has no histogram`);
    return histogramQuantile(value, 0.5);
  };

  it.each([
    { environment: 'production', convention: 'client-library' },
    { environment: 'staging', convention: 'otel-http' },
    { environment: 'renamed', convention: 'client-library' },
  ])('is read truthfully from $environment, by $convention', async ({ environment, convention }) => {
    const { latency, errors, resources } = await collect(environment);
    const requests = environment === 'staging' ? 30_000 : 60_000;
    const pods = environment === 'staging' ? 2 : 3;
    expect([latency.convention, errors.convention, latency.status, errors.status, resources.status]).toEqual([
      convention,
      convention,
      'ok',
      'ok',
      'ok',
    ]);
    for (const { method, path, share } of shopRoutes) {
      const value = byRoute(latency.evidence)[routeKey(method, path)];
      const counted = typeof value === 'object' && value.kind === 'histogram' ? (value.cumulative.at(-1) ?? 0) : 0;
      // Five standard deviations of a Poisson count.
      expect(Math.abs(counted - requests * share), path).toBeLessThan(5 * Math.sqrt(requests * share));
    }
    const perPod = requests / 3600 / pods;
    expect(byRoute(resources.evidence)).toMatchObject({
      pods: { value: expect.closeTo(pods, 1) },
      'memory-share': { value: expect.closeTo(0.2, 1) },
      'cpu-cores': { value: expect.closeTo(pods * (shopPod.idleCores + shopPod.secondsPerRequest * perPod), 1) },
    });
  });

  it('shows each planted lie, and nothing else', async () => {
    const [honest, lying] = await Promise.all([collect('production'), collect('lying')]);
    const routes = shopRoutes.map(({ method, path }) => routeKey(method, path));
    expect(Object.keys(byRoute(lying.latency.evidence)).sort()).toEqual(
      routes.filter((route) => route !== 'GET /orders').sort(),
    );
    for (const route of routes.filter((one) => one !== 'GET /orders')) {
      const ratio =
        (median(lying.latency, route).value ?? Number.NaN) / (median(honest.latency, route).value ?? Number.NaN);
      if (route === 'GET /search') expect(ratio).toBeGreaterThan(3.5);
      else expect(Math.abs(ratio - 1), route).toBeLessThan(0.15);
    }
    expect(byRoute(lying.errors.evidence)['GET /cart']).toMatchObject({
      entries: { 500: expect.closeTo(60_000 * 0.08 * 0.03, -2) },
    });
    expect(byRoute(lying.resources.evidence)).toMatchObject({ 'memory-share': { value: expect.closeTo(0.8, 1) } });
  });

  it('needs at most 15 requests for both environments, their past and the busiest hour', async () => {
    const proxy = await startCountingProxy(server.url());
    const [production, staging] = [source('production', proxy.url), source('staging', proxy.url)];
    const month: Window = { from: earlier(window, 28 * day).from, to: window.to };
    const asked = [
      await production.collect({ side: 'production', window: month, topics: ['arrivals'], dryRun: false }),
      await production.collect({ side: 'production', window, topics, dryRun: false }),
      await staging.collect({ side: 'staging', window, topics, dryRun: false }),
    ];
    for (const days of [1, 7]) {
      asked.push(
        await production.collect({
          side: `production-${days}d`,
          window: earlier(window, days * day),
          topics: ['latency', 'errors'],
          dryRun: false,
        }),
      );
    }
    await proxy.stop();
    for (const { sections } of asked) for (const section of Object.values(sections)) expect(section.status).toBe('ok');
    expect(proxy.seen.length).toBeLessThanOrEqual(15);
    expect(proxy.seen).toHaveLength(asked.flatMap(({ queries }) => Object.keys(queries)).length);
  });

  it('finds the hours in which requests came', async () => {
    const { sections } = await source('production').collect({
      side: 'production',
      window: { from: earlier(window, day).from, to: window.to },
      topics: ['arrivals'],
      dryRun: false,
    });
    const value = sections.arrivals?.evidence[0];
    const entries = value?.state === 'present' && value.value.kind === 'record' ? value.value.entries : {};
    expect(entries['2026-11-20T11:00:00.000Z']).toBeCloseTo(60_000 * 1.004, -4);
    expect(entries['2026-11-19T11:00:00.000Z']).toBeCloseTo(60_000 * 1.004, -4);
    expect(Object.values(entries).filter((requests) => requests > 1000)).toHaveLength(2);
  });

  it('has no full hour in half an hour', async () => {
    const half = { from: '2026-11-20T11:10:00.000Z', to: '2026-11-20T11:40:00.000Z' };
    const { sections } = await source('production').collect({
      side: 'production',
      window: half,
      topics: ['arrivals'],
      dryRun: false,
    });
    expect(sections.arrivals).toMatchObject({ status: 'unavailable', reason: 'window-too-short' });
  });

  it('is described for init and doctor', async () => {
    const answer = await discover(settingsFor(server.url()), window);
    if (!answer.ok) throw new Error(answer.message);
    const { conventions, resources, environments: labels, anySeries } = answer.value;
    expect(anySeries).toBe(true);
    expect(conventions.map(({ id }) => id)).toEqual(['otel-http', 'client-library']);
    expect(conventions[1]).toMatchObject({
      latency: { kind: 'histogram' },
      requests: 'http_requests_total',
      labels: { route: ['route', 'handler'] },
    });
    expect(resources).toContainEqual({ measure: 'memory-share', provider: 'cadvisor' });
    expect(Object.fromEntries(labels)).toEqual({ environment: ['lying', 'production', 'renamed', 'staging'] });
  });
});
