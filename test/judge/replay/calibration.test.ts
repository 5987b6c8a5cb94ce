import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { cleanReplays } from '../../../src/judge/replay/clean-replays.ts';
import { cutWindows } from '../../../src/judge/replay/cut-windows.ts';
import { falseAlarms } from '../../../src/judge/replay/false-alarms.ts';
import type { Replayed } from '../../../src/judge/replay/replayed.ts';
import { podNames, splitPods } from '../../../src/judge/replay/split-pods.ts';
import { PodsFile } from '../../../src/model/canary/pods-file.ts';
import { clopperPearson } from '../../../src/stats/clopper-pearson.ts';
import { countsFile } from '../../simulation/counts-file.ts';
import { podsFile } from '../../simulation/pods-file.ts';

const replays = (given: Partial<Record<Replayed['outcome'], number>>): Replayed[] =>
  (['stopped', 'passed', 'undecided'] as const).flatMap((outcome) =>
    Array.from({ length: given[outcome] ?? 0 }, () => ({ outcome, look: 1, reason: '' })),
  );
const promised = { falseAlarm: 0.01, minimumVerdicts: 20 };

describe('the promise', () => {
  it.each([
    { given: { passed: 20 }, promise: 'kept' },
    { given: { passed: 19 }, promise: 'unproven' },
    { given: { passed: 19, stopped: 1 }, promise: 'kept' },
    { given: { undecided: 1000 }, promise: 'unproven' },
    { given: {}, promise: 'unproven' },
    { given: { stopped: 3, passed: 17 }, promise: 'broken' },
    { given: { stopped: 1 }, promise: 'broken' },
    { given: { stopped: 5, passed: 395 }, promise: 'kept' },
    { given: { stopped: 12, passed: 388 }, promise: 'broken' },
    { given: { stopped: 3, undecided: 17 }, promise: 'broken' },
  ])('$given: $promise', ({ given, promise }) => {
    expect(falseAlarms(replays(given), promised).promise).toBe(promise);
  });

  it('says how many quiet replays it takes', () => {
    const needed = cleanReplays(0.01);
    expect(clopperPearson(0, needed, 0.95)[1]).toBeLessThan(0.01);
    expect(clopperPearson(0, needed - 1, 0.95)[1]).toBeGreaterThan(0.01);
  });
});

describe('cutting a recording', () => {
  const rows = Array.from({ length: 70 }, (_, at) => ({ canary: { bad: at, total: 100 }, baseline: null }));
  it('gives stretches of one rollout that share no row', () => {
    const windows = cutWindows(countsFile(rows, { horizon: 25, warmup: 5 }));
    expect(windows.map(({ firstRow }) => firstRow)).toEqual([1, 31]);
    expect(windows.map(({ file }) => file.metrics[0]?.rows.map((row) => (row.canary as { bad: number }).bad))).toEqual([
      Array.from({ length: 30 }, (_, at) => at),
      Array.from({ length: 30 }, (_, at) => at + 30),
    ]);
  });
  it('keeps a short one whole, and has nothing of an empty one', () => {
    expect(cutWindows(countsFile(rows))).toHaveLength(1);
    expect(cutWindows(countsFile([]))).toEqual([]);
  });
});

describe('splitting pods', () => {
  const file = podsFile(seededRandom(2), {
    rates: [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08],
    looks: 6,
    requests: 100,
  });
  const split = (share: number, seed: number) =>
    splitPods(file, { share, random: seededRandom(seed), from: 2, to: 5 })[0];

  it('loses no request and counts none twice', () => {
    for (const share of [0.01, 0.25, 0.5, 0.99]) {
      const metric = split(share, 5);
      expect(metric?.rows).toHaveLength(3);
      const canary = Math.min(7, Math.max(1, Math.round(share * 8)));
      expect(metric?.rows[0]).toMatchObject({
        canary: { total: canary * 100 },
        baseline: { total: (8 - canary) * 100 },
      });
    }
  });

  it('is the same for the same seed only, and takes every pod equally often', () => {
    expect(split(0.25, 5)).toEqual(split(0.25, 5));
    const random = seededRandom(1);
    const seen = Array.from(
      { length: 4000 },
      () => splitPods(file, { share: 0.125, random, from: 0, to: 1 })[0]?.rows[0]?.canary as { bad: number },
    );
    const bads = Object.values(file.metrics[0]?.pods ?? {}).map((looks) => (looks[0] as { bad: number }).bad);
    for (const bad of new Set(bads)) {
      const wanted = bads.filter((one) => one === bad).length / 8;
      expect(seen.filter((one) => one.bad === bad).length / 4000).toBeCloseTo(wanted, 1.5);
    }
  });

  it('puts values, buckets and levels together in their own way; a pod that was not there counts for nothing', () => {
    const pods = PodsFile.parse({
      schema: 'tollgate.pods/1',
      metrics: [
        { name: 'a', kind: 'samples', tolerance: { relative: 0 }, pods: { x: [[1]], y: [[2]], z: [null] } },
        {
          name: 'b',
          kind: 'histogram',
          bounds: [1],
          tolerance: { relative: 0 },
          pods: { x: [[1, 2]], y: [[3, 4]], z: [null] },
        },
        { name: 'c', kind: 'gauge', tolerance: { relative: 0 }, pods: { x: [2], y: [4], z: [null] } },
      ],
    });
    expect(podNames(pods)).toEqual(['x', 'y', 'z']);
    const seen = new Set<string>();
    for (let seed = 1; seed < 30; seed += 1)
      seen.add(
        JSON.stringify(
          splitPods(pods, { share: 0.34, random: seededRandom(seed), from: 0, to: 1 }).map(({ rows }) => rows[0]),
        ),
      );
    expect([...seen].sort()).toEqual([
      '[{"canary":[1],"baseline":[2]},{"canary":[1,2],"baseline":[3,4]},{"canary":2,"baseline":4}]',
      '[{"canary":[2],"baseline":[1]},{"canary":[3,4],"baseline":[1,2]},{"canary":4,"baseline":2}]',
      '[{"canary":null,"baseline":[1,2]},{"canary":null,"baseline":[4,6]},{"canary":null,"baseline":3}]',
      '[{"canary":null,"baseline":[2,1]},{"canary":null,"baseline":[4,6]},{"canary":null,"baseline":3}]',
    ]);
  });

  it('refuses pods with different numbers of looks', () => {
    const given = {
      schema: 'tollgate.pods/1',
      metrics: [{ name: 'c', kind: 'gauge', tolerance: { relative: 0 }, pods: { x: [2], y: [4, 5] } }],
    };
    expect(PodsFile.safeParse(given).success).toBe(false);
  });
});
