import { describe, expect, it } from 'vitest';
import type { CustomQuery } from '../../../src/sources/prometheus/prometheus-settings.ts';
import { chooseParts } from '../../../src/sources/prometheus/resource-query.ts';
import { resourceProviders } from '../../../src/sources/prometheus/resources/registry.ts';
import { counterLines, gaugeLines } from '../../prometheus-server/counter-lines.ts';
import { describeWithPrometheus } from '../../prometheus-server/describe-with-prometheus.ts';
import { usePrometheus } from '../../prometheus-server/use-prometheus.ts';
import { byRoute, collectTopic } from './collect.ts';

const mebibyte = 2 ** 20;

/** Two pods of a deployment; the second one lives only for the second half of the hour, and one container has no limit. */
function* cadvisorLines(environment: string): Generator<string> {
  for (const [pod, container, memory] of [
    ['a', 'app', 300],
    ['a', 'sidecar', 50],
    ['a', '', 350],
    ['a', 'POD', 1],
    ['b', 'app', 200],
  ] as const) {
    const labels = { environment, namespace: 'shop', pod, container };
    yield* counterLines('container_cpu_usage_seconds_total', labels, 1800);
    yield* gaugeLines('container_memory_working_set_bytes', labels, (share) =>
      pod === 'b' && share > 0.5 ? null : (share === 0.5 ? memory : 100) * mebibyte,
    );
    yield* gaugeLines('container_spec_memory_limit_bytes', labels, () => (container === 'app' ? 600 * mebibyte : 0));
    yield* counterLines('container_cpu_cfs_periods_total', labels, 1000);
    yield* counterLines('container_cpu_cfs_throttled_periods_total', labels, pod === 'a' ? 100 : 300);
    yield* gaugeLines('container_oom_events_total', labels, (share) => (pod === 'b' && share > 0.3 ? 2 : 0));
  }
  for (const name of ['lo', 'eth0']) {
    const labels = { environment, namespace: 'shop', pod: 'a', interface: name };
    yield* counterLines('container_network_receive_bytes_total', labels, 3600 * 10);
    yield* counterLines('container_network_transmit_bytes_total', labels, 3600 * 30);
  }
}

function* otherLines(): Generator<string> {
  for (const [device, seconds] of [
    ['sda', 900],
    ['sdb', 1800],
    ['loop0', 3600],
  ] as const)
    yield* counterLines('node_disk_io_time_seconds_total', { environment: 'node', device }, seconds);
  for (const device of ['lo', 'eth0', 'eth1']) {
    yield* counterLines('node_network_receive_bytes_total', { environment: 'node', device }, 3600);
    yield* counterLines('node_network_transmit_bytes_total', { environment: 'node', device }, 7200);
  }
  for (const [instance, share] of [
    ['a', 0.2],
    ['b', 0.6],
  ] as const) {
    yield* gaugeLines('hikaricp_connections_active', { environment: 'node', instance, pool: 'main' }, (time) =>
      time === 0.5 ? share * 10 : 1,
    );
    yield* gaugeLines('hikaricp_connections_max', { environment: 'node', instance, pool: 'main' }, () => 10);
  }
  for (const state of ['active', 'idle'])
    yield* gaugeLines('pg_stat_activity_count', { environment: 'node', server: 'db', state }, () => 40);
  yield* gaugeLines('pg_settings_max_connections', { environment: 'node', server: 'db' }, () => 100);
  for (const instance of ['a', 'b']) {
    yield* counterLines('process_cpu_seconds_total', { environment: 'process', instance }, 360);
    yield* gaugeLines('process_resident_memory_bytes', { environment: 'process', instance }, (share) =>
      instance === 'b' && share === 1 ? 900 : 100,
    );
  }
  yield* gaugeLines(
    'container_memory_working_set_bytes',
    { environment: 'limits', namespace: 'n', pod: 'p', container: 'c' },
    () => 30,
  );
  yield* gaugeLines(
    'kube_pod_container_resource_limits',
    { environment: 'limits', namespace: 'n', pod: 'p', container: 'c', resource: 'memory' },
    () => 60,
  );
  yield* gaugeLines(
    'kube_pod_container_resource_limits',
    { environment: 'limits', namespace: 'n', pod: 'p', container: 'c', resource: 'cpu' },
    () => 1,
  );
  yield* gaugeLines('process_resident_memory_bytes', { environment: 'nan', instance: 'a' }, () => 'NaN');
  for (const region of ['eu', 'us'])
    yield* counterLines('process_cpu_seconds_total', { environment: 'split', region }, region === 'eu' ? 360 : 720);
}

const value = (number: number, digits = 2) =>
  expect.objectContaining({ kind: 'quantity', value: expect.closeTo(number, digits) });

describeWithPrometheus('resources', () => {
  const server = usePrometheus(function* () {
    yield* cadvisorLines('cadvisor');
    yield* otherLines();
  });
  const resources = (environment: string, own = {}) =>
    collectTopic('resources', server.url(), { selector: { environment }, ...own });

  it('reads cAdvisor: containers once, peaks per pod, shares of limits', async () => {
    const section = await resources('cadvisor');
    expect(section).toMatchObject({ status: 'ok', convention: 'cadvisor' });
    expect(byRoute(section.evidence)).toEqual({
      'cpu-cores': value(1.5),
      pods: value(1.5, 0),
      'memory-bytes': value(400 * mebibyte),
      'memory-share': value(0.5),
      'throttled-share': value(500 / 3000),
      'oom-kills': value(2, 0),
      'network-bytes': value(40),
      'disk-share': 'no-series',
      'pool-share': 'no-series',
    });
  });

  it('reads disks, networks without lo, and the fullest of all pools', async () => {
    const section = await resources('node');
    expect(section.convention).toBe('node-exporter, hikaricp, postgres');
    expect(byRoute(section.evidence)).toMatchObject({
      'disk-share': value(0.5),
      'network-bytes': value(6),
      'pool-share': value(0.8),
    });
  });

  it('reads the client libraries’ process metrics', async () => {
    expect(byRoute((await resources('process')).evidence)).toMatchObject({
      'cpu-cores': value(0.2),
      pods: value(2),
      'memory-bytes': value(900),
      'memory-share': 'no-series',
    });
  });

  it('reads limits from kube-state-metrics', async () => {
    expect(byRoute((await resources('limits')).evidence)).toMatchObject({ 'memory-share': value(0.5) });
  });

  it('takes NaN for no value', async () => {
    expect(byRoute((await resources('nan')).evidence)).toMatchObject({ 'memory-bytes': 'not-a-number' });
  });

  it('keeps slices apart', async () => {
    expect(byRoute((await resources('split', { splitBy: ['region'] })).evidence)).toMatchObject({
      'region=eu': value(0.1),
      'region=us': value(0.2),
    });
  });

  it('says that there are none', async () => {
    expect(await resources('nowhere')).toMatchObject({ status: 'unavailable', reason: 'source-empty' });
  });

  describe('checks of the configuration', () => {
    const check = (name: string, query: string): CustomQuery => ({ name, query, unit: 'u' });
    const custom = async (environment: string, ...checks: CustomQuery[]) => resources(environment, { custom: checks });
    const onlyCustom = (evidence: Parameters<typeof byRoute>[0]) =>
      evidence.filter(({ measure }) => measure.startsWith('custom:'));

    it('fill in selector and window', async () => {
      const section = await custom(
        'process',
        check('cpu', 'sum(increase(process_cpu_seconds_total{$selector}[$window]))'),
      );
      expect(section.status).toBe('ok');
      expect(onlyCustom(section.evidence)).toMatchObject([
        {
          measure: 'custom:cpu',
          query: 'side/custom/cpu',
          value: { kind: 'quantity', value: expect.closeTo(720), unit: 'u' },
        },
      ]);
    });

    it.each([
      { name: 'a number', query: 'scalar(vector(3))', expected: { 'custom:x': value(3) } },
      {
        name: 'one value per route',
        query: 'label_replace(vector(3), "route", "/a/:id", "", "")',
        expected: { '/a/{}': value(3) },
      },
      {
        name: 'several values without a route',
        query: 'process_cpu_seconds_total',
        expected: { 'custom:x': 'no-route-label' },
      },
      { name: 'nothing', query: 'absent_metric', expected: { 'custom:x': 'no-series' } },
      { name: 'NaN', query: 'vector(NaN)', expected: { 'custom:x': 'not-a-number' } },
      { name: 'what the server refuses', query: 'sum(', expected: { 'custom:x': 'query-refused' } },
    ])('read $name', async ({ query, expected }) => {
      const section = await custom('process', check('x', query));
      expect(byRoute(onlyCustom(section.evidence))).toEqual(expected);
    });

    it('that fail leave the section partial, with the server’s words', async () => {
      const section = await custom('process', check('bad', 'sum('), check('good', 'vector(1)'));
      expect(section).toMatchObject({
        status: 'partial',
        reason: 'query-refused',
        message: expect.stringContaining('parse error'),
      });
      expect(onlyCustom(section.evidence).map(({ state }) => state)).toEqual(['unreachable', 'present']);
    });

    it('work where the server has no known resource metric', async () => {
      const section = await custom('nowhere', check('one', 'vector(1)'));
      expect(section.status).toBe('partial');
      expect(byRoute(onlyCustom(section.evidence))).toEqual({ 'custom:one': value(1) });
    });
  });
});

describe('chooseParts', () => {
  it('asks the first exporter of each measure, and every pool', () => {
    const names = new Set(resourceProviders.flatMap(({ measures }) => measures.flatMap(({ needs }) => needs)));
    const parts = chooseParts(resourceProviders, names);
    const measures = parts.map(({ measure }) => measure).filter((measure) => measure !== 'pool-share');
    expect(new Set(measures).size).toBe(measures.length);
    expect(parts.filter(({ measure }) => measure === 'pool-share')).toHaveLength(6);
  });

  it('asks for nothing that the server lacks half of', () => {
    expect(chooseParts(resourceProviders, new Set(['hikaricp_connections_active']))).toEqual([]);
  });
});
