import { describe, expect, it } from 'vitest';
import type { CanaryPlan, PlannedMetric } from '../../src/canary/canary-plan.ts';
import type { SideReading } from '../../src/canary/side-reading.ts';
import { writeCanaryFile } from '../../src/canary/write-canary-file.ts';

const common = { route: null, weight: 1, critical: false, blocking: true, required: true, optional: false } as const;
const errors: PlannedMetric = {
  kind: 'counts',
  ...common,
  name: 'errors',
  measures: ['errors'],
  tolerance: { relative: 0.5, absolute: 0 },
};
const cpu: PlannedMetric = {
  kind: 'gauge',
  ...common,
  name: 'cpu',
  measures: ['cpu/kubelet', 'cpu/process'],
  optional: true,
  tolerance: { relative: 0.2 },
};
const latency: PlannedMetric = {
  kind: 'histogram',
  ...common,
  name: 'latency',
  measures: ['latency'],
  quantiles: [0.5],
  tolerance: { relative: 0.2 },
};

const side = (
  measures: Record<string, SideReading['measures'] extends ReadonlyMap<string, infer One> ? One : never>,
  rest: Partial<SideReading> = {},
): SideReading => ({
  measures: new Map(Object.entries(measures)),
  origins: new Map(),
  pods: [3],
  slices: new Map(),
  lacks: [],
  remarks: [],
  ...rest,
});
const counts = (total: number) => ({ errors: { kind: 'counts', rows: [{ bad: 0, total }] } as const });

function write(
  metrics: readonly PlannedMetric[],
  readings: { canary: SideReading; baseline: SideReading }[],
  sameServer = true,
) {
  const plan: CanaryPlan = {
    subject: { service: 'shop' },
    judge: {},
    interval: 30,
    start: 0,
    expectedShare: null,
    metrics,
    sameServer,
  };
  const origin = { command: 'canary run', generatedAt: '2026-11-20T12:00:00.000Z', configHash: 'x' };
  return writeCanaryFile(plan, { readings, origin, unreachable: null, aborted: null });
}

describe('the file of a canary', () => {
  it('forgets what the server lacked once it has it', () => {
    const lacking = side({}, { lacks: ['no counter'], remarks: ['odd'], pods: [0] });
    const has = side(counts(10));
    expect(write([errors], [{ canary: lacking, baseline: has }]).remarks).toEqual([
      'canary: no counter',
      'canary: odd',
    ]);
    const both = write(
      [errors],
      [
        { canary: lacking, baseline: has },
        { canary: has, baseline: has },
      ],
    );
    expect(both.remarks).toEqual(['canary: odd']);
    expect(both.metrics[0]?.rows).toEqual([
      { canary: null, baseline: { bad: 0, total: 10 } },
      { canary: { bad: 0, total: 10 }, baseline: { bad: 0, total: 10 } },
    ]);
  });

  it.each([
    { name: 'on the same server had no requests', sameServer: true, canary: { bad: 0, total: 0 } },
    { name: 'on another server is missing', sameServer: false, canary: null },
  ])('a side whose pods are gone $name', ({ sameServer, canary }) => {
    const [has, gone] = [side(counts(10)), side({ errors: { kind: 'counts', rows: [null] } }, { pods: [0] })];
    const { metrics } = write(
      [errors],
      [
        { canary: has, baseline: has },
        { canary: gone, baseline: has },
      ],
      sameServer,
    );
    expect(metrics[0]?.rows[1]).toEqual({ canary, baseline: { bad: 0, total: 10 } });
  });

  it('leaves out what nobody asked for and nobody has, and says so', () => {
    const has = side(counts(10));
    const file = write([errors, cpu], [{ canary: has, baseline: has }]);
    expect(file.metrics.map(({ name }) => name)).toEqual(['errors']);
    expect(file.remarks).toEqual(['not judged, because neither side has a series: cpu']);
  });

  it('compares what both sides have, not what one has and tells otherwise', () => {
    const gauge = (value: number) => ({ kind: 'gauge', unit: 'cores', rows: [value] }) as const;
    const canary = side({ 'cpu/kubelet': gauge(1), 'cpu/process': gauge(2) });
    const baseline = side({ 'cpu/process': gauge(3) });
    expect(write([cpu], [{ canary, baseline }]).metrics[0]?.rows).toEqual([{ canary: 2, baseline: 3 }]);
  });

  it('puts buckets on the bounds that all rows with requests have', () => {
    const buckets = (bounds: number[], amounts: number[]) =>
      side({ latency: { kind: 'histogram', unit: 's', rows: [{ bounds, counts: amounts }] } });
    const file = write(
      [latency],
      [
        { canary: buckets([0.1, 0.5, 1], [1, 2, 3, 4]), baseline: buckets([0.1, 0.2, 1], [5, 6, 7, 8]) },
        { canary: buckets([], [0]), baseline: buckets([0.1, 1], [1, 2, 3]) },
      ],
    );
    expect(file.metrics[0]).toMatchObject({
      bounds: [0.1, 1],
      rows: [
        { canary: [1, 3, 4], baseline: [5, 7, 8] },
        { canary: [0, 0, 0], baseline: [1, 2, 3] },
      ],
    });
  });
});
