import { describe, expect, it } from 'vitest';
import { planCanary } from '../../../src/judge/plan/plan-canary.ts';
import { slowRate } from '../../../src/judge/plan/plan-latency.ts';
import { plannedFromFile } from '../../../src/judge/plan/planned-from-file.ts';
import { type KnownTraffic, plannedFromTraffic } from '../../../src/judge/plan/planned-from-traffic.ts';
import { CanaryFile, type CanaryFileInput } from '../../../src/model/canary/canary-file.ts';
import { CanaryPlan } from '../../../src/model/canary/canary-plan.ts';

const watch = { intervalSeconds: 30, horizon: 30, warmup: 2, minPassLooks: 10, falsePass: 0.05 };
const shop: KnownTraffic = {
  requestsPerSecond: 20,
  share: 0.25,
  errorRate: 0.005,
  errors: { relative: 0.5, absolute: 0.005 },
  latency: { quantiles: [], relative: 0.2, spread: 1 },
  intervalSeconds: 30,
  falseAlarm: 0.01,
};
const strict = { relative: 0.2, absolute: 0.001 };
const plan = (given: Partial<KnownTraffic> = {}, looked = watch) =>
  planCanary(plannedFromTraffic({ ...shop, ...given }), looked);

describe('planning a canary', () => {
  it('has the schema that it promises', () => {
    expect(CanaryPlan.parse(plan({ latency: { quantiles: [0.5, 0.99], relative: 0.2, spread: 1 } }))).toBeTruthy();
  });

  it('finds the usual tolerances decidable at 20 requests per second, and stricter ones not', () => {
    expect(plan()).toMatchObject({ decidable: true, minutes: 7.5 });
    expect(plan({ errors: strict })).toMatchObject({ decidable: false });
  });

  it('never passes without a tolerance: no number of requests shows that a canary is no worse at all', () => {
    const none = plan({ errors: { relative: 0, absolute: 0 } });
    expect(none).toMatchObject({ decidable: false, minutes: null });
    expect(none.metrics[0]?.suggestions.map(({ lever }) => lever).sort()).toEqual(['absolute', 'relative']);
  });

  it('takes worse canaries to fail sooner', () => {
    for (const metric of plan({ errors: strict, latency: { quantiles: [0.5, 0.95], relative: 0.2, spread: 1 } })
      .metrics) {
      const fails = metric.verdicts.filter(({ verdict }) => verdict === 'fail').map(({ looks }) => looks ?? Infinity);
      expect(fails.length).toBeGreaterThan(3);
      expect(fails).toEqual(fails.toSorted((a, b) => b - a));
    }
  });

  it('counts the warm-up in the time and not in the horizon', () => {
    const [none, some] = [plan({}, { ...watch, warmup: 0 }), plan({}, { ...watch, warmup: 20 })];
    expect((some.minutes ?? 0) - (none.minutes ?? 0)).toBeCloseTo(10);
    expect(some.decidable).toBe(true);
  });

  it.each([
    { name: 'few requests', given: { requestsPerSecond: 2 } },
    { name: 'a strict tolerance', given: { errors: strict } },
    { name: 'a small share', given: { share: 0.01, requestsPerSecond: 60 } },
    { name: 'no errors and no relative tolerance', given: { errorRate: 0, errors: { relative: 0, absolute: 0.001 } } },
  ])('suggests changes that are enough, and a little less is not: $name', ({ given }) => {
    const { suggestions } = plan(given).metrics[0] ?? { suggestions: [] };
    expect(suggestions.length).toBeGreaterThan(2);
    expect(suggestions.map(({ factor }) => factor)).toEqual(
      suggestions.map(({ factor }) => factor).toSorted((a, b) => a - b),
    );
    const known = { ...shop, ...given };
    const moved = {
      share: (value: number) => plan({ ...given, share: value }),
      load: (value: number) => plan({ ...given, requestsPerSecond: known.requestsPerSecond * value }),
      absolute: (value: number) => plan({ ...given, errors: { ...known.errors, absolute: value } }),
      relative: (value: number) => plan({ ...given, errors: { ...known.errors, relative: value } }),
      horizon: (value: number) => plan(given, { ...watch, horizon: value }),
    };
    const steps = { share: 0.01, load: 0.1, absolute: 0.0005, relative: 0.1, horizon: 1 };
    for (const { lever, value } of suggestions) {
      expect(moved[lever](value).decidable, `${lever} ${value}`).toBe(true);
      expect(moved[lever](value - steps[lever]).decidable, `${lever} ${value} less a step`).toBe(false);
    }
  });

  it('holds a latency exactly at its tolerance for one that never passes and never fails', () => {
    expect(slowRate({ quantile: 0.95, ratio: 1.2, spread: 0.5 }, 1.2)).toBeCloseTo(0.05, 6);
    expect(slowRate({ quantile: 0.95, ratio: 1.2, spread: 0.5 }, 1)).toBeLessThan(0.03);
  });
});

function recorded(given: Partial<CanaryFileInput> = {}): CanaryFile {
  const rows = (canary: object, baseline: object) => Array.from({ length: 4 }, () => ({ canary, baseline }));
  return CanaryFile.parse({
    schema: 'tollgate.canary/1',
    metrics: [
      {
        name: 'errors',
        kind: 'counts',
        tolerance: { relative: 0.5, absolute: 0.005 },
        rows: [...rows({ bad: 1, total: 150 }, { bad: 9, total: 450 }), { canary: null, baseline: null }],
      },
      {
        name: 'latency',
        kind: 'samples',
        quantiles: [0.5, 0.95],
        tolerance: { relative: 0.2 },
        rows: [...rows([1, 2, 3], [1, 2, 4, 8, 16]), { canary: [], baseline: null }],
      },
      {
        name: 'sizes',
        kind: 'histogram',
        bounds: [1, 2, 4],
        quantiles: [0.5],
        blocking: false,
        tolerance: { relative: 0.2 },
        rows: [...rows([1, 2, 3, 4], [10, 20, 30, 40]), { canary: null, baseline: null }],
      },
      {
        name: 'cpu',
        kind: 'gauge',
        tolerance: { relative: 0.1 },
        rows: Array.from({ length: 5 }, () => ({ canary: 1, baseline: 1 })),
      },
    ],
    ...given,
  });
}

describe('planning from a recorded canary', () => {
  it('takes means of what was measured, splits the budget, and leaves gauges out', () => {
    const planned = plannedFromFile(recorded(), null);
    expect(planned.map(({ name }) => name)).toEqual(['errors', 'latency p50', 'latency p95', 'sizes p50']);
    expect(planned[0]).toMatchObject({
      baselineRate: 0.02,
      traffic: { canary: 150, baseline: 450 },
      falseAlarm: 0.005,
      allowance: { rho: 1.5, delta: 0.005 },
    });
    expect(planned[1]).toMatchObject({ baselineRate: 0.5, traffic: { canary: 2.4, baseline: 5 }, falseAlarm: 0.0025 });
    expect(planned[3]).toMatchObject({ blocking: false, traffic: { canary: 4, baseline: 40 }, falseAlarm: 0.005 });
  });

  it('divides the same requests anew for another share', () => {
    expect(plannedFromFile(recorded(), 0.1)[0]?.traffic).toEqual({ canary: 60, baseline: 540 });
  });

  it('has no verdict where the rows hold no request', () => {
    const empty = recorded({
      metrics: [
        {
          name: 'errors',
          kind: 'counts',
          tolerance: { relative: 0.5, absolute: 0.01 },
          rows: [{ canary: null, baseline: null }],
        },
      ],
    });
    const planned = planCanary(plannedFromFile(empty, null), watch);
    expect(planned).toMatchObject({ decidable: false, minutes: null });
    expect(planned.metrics[0]?.suggestions).not.toContainEqual(expect.objectContaining({ lever: 'load' }));
  });

  it('is not decidable where nothing blocks', () => {
    const [metric] = plannedFromTraffic(shop);
    expect(metric && planCanary([{ ...metric, blocking: false }], watch)).toMatchObject({
      decidable: false,
      minutes: null,
    });
  });
});
