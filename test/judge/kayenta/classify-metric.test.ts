import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../../src/demo/random.ts';
import { type Classification, classifyMetric } from '../../../src/judge/kayenta/classify-metric.ts';
import { type KayentaMetricInput, kayentaMetric, type MetricPair } from '../../../src/judge/kayenta/kayenta-metric.ts';

function classify(pair: MetricPair, given: KayentaMetricInput = {}, seed = 1) {
  return classifyMetric(pair, kayentaMetric(given), { random: seededRandom(seed) });
}

const flat = (value: number, length = 10) => Array.from({ length }, () => value);
const noisy = (seed: number, { mean = 10, length = 60 } = {}) => {
  const random = seededRandom(seed);
  return Array.from({ length }, () => mean + normal(random));
};

interface Case {
  readonly name: string;
  readonly pair: MetricPair;
  readonly metric?: KayentaMetricInput;
  readonly expected: { classification: Classification; critical?: boolean };
}

const missing = { experiment: [Number.NaN, Number.NaN], control: [1, 2] };
const shifted = { experiment: noisy(1, { mean: 20 }), control: noisy(2) };
const cases: readonly Case[] = [
  { name: 'no data', pair: missing, expected: { classification: 'nodata', critical: false } },
  {
    name: 'no data of a critical metric',
    pair: missing,
    metric: { critical: true },
    expected: { classification: 'nodata', critical: true },
  },
  {
    name: 'no data that must be',
    pair: missing,
    metric: { mustHaveData: true },
    expected: { classification: 'nodata-fail', critical: false },
  },
  {
    name: 'no data that must be, critical',
    pair: missing,
    metric: { mustHaveData: true, critical: true },
    expected: { classification: 'nodata', critical: true },
  },
  {
    name: 'an empty side taken as zero',
    pair: { experiment: [], control: [1, 2] },
    metric: { nanStrategy: 'replace', critical: true, mustHaveData: true },
    expected: { classification: 'pass', critical: false },
  },
  {
    name: 'the same values in another order',
    pair: { experiment: [1, 2, 3], control: [3, 1, 2] },
    expected: { classification: 'pass' },
  },
  { name: 'a doubled level', pair: shifted, expected: { classification: 'high', critical: false } },
  {
    name: 'a doubled level, critical',
    pair: shifted,
    metric: { critical: true },
    expected: { classification: 'high', critical: true },
  },
  {
    name: 'a doubled level, critical from 3 × on',
    pair: shifted,
    metric: { critical: true, effectSize: { criticalIncrease: 3 } },
    expected: { classification: 'high', critical: false },
  },
  {
    name: 'a doubled level where only 3 × counts',
    pair: shifted,
    metric: { effectSize: { allowedIncrease: 3 } },
    expected: { classification: 'pass' },
  },
  {
    name: 'a doubled level where less is worse',
    pair: shifted,
    metric: { direction: 'decrease' },
    expected: { classification: 'pass' },
  },
  {
    name: 'a halved level',
    pair: { experiment: shifted.control, control: shifted.experiment },
    expected: { classification: 'low' },
  },
  { name: 'two constants', pair: { experiment: flat(12), control: flat(10) }, expected: { classification: 'high' } },
  {
    name: 'one value each',
    pair: { experiment: [10.1], control: [9.8] },
    metric: { critical: true },
    expected: { classification: 'error', critical: false },
  },
];

describe('classifying one metric as Kayenta does', () => {
  it.each(cases)('$name', ({ pair, metric, expected }) => {
    expect(classify(pair, metric)).toMatchObject(expected);
  });

  it('drops outliers only where that is asked for', () => {
    const experiment = [...noisy(3), ...flat(1000, 2)];
    const control = noisy(4);
    const means = (strategy: 'keep' | 'remove') =>
      classify({ experiment, control }, { outliers: { strategy, outlierFactor: 3 } }).deviation;
    expect(means('keep')).toBeGreaterThan(3);
    expect(means('remove')).toBeGreaterThan(3);
    const many = { experiment: [...noisy(3, { length: 400 }), ...flat(1000, 2)], control };
    expect(classify(many, { outliers: { strategy: 'remove', outlierFactor: 3 } }).deviation).toBeCloseTo(1, 1);
  });

  it('takes its noise on constant series from the given chance', () => {
    const pair = { experiment: flat(12), control: flat(10) };
    expect(classify(pair, {}, 7)).toEqual(classify(pair, {}, 7));
    expect(classify(pair, {}, 7).deviation).not.toBe(classify(pair, {}, 8).deviation);
  });

  it('depends on the unit, which is its trap: a change that is seen in milliseconds is not seen in seconds', () => {
    const [before, after] = [noisy(2, { mean: 10 }), noisy(1, { mean: 12 })];
    const scaled = (factor: number) => ({
      experiment: after.map((value) => value * factor),
      control: before.map((value) => value * factor),
    });
    expect(classify(scaled(1)).classification).toBe('high');
    expect(classify(scaled(1e-6)).classification).toBe('pass');
  });

  it.each([
    { bad: 36, classification: 'pass' },
    { bad: 37, classification: 'high' },
  ])(
    'sees errors in $bad of 60 intervals, against none in the baseline: $classification',
    ({ bad, classification }) => {
      const experiment = Array.from({ length: 60 }, (_, at) => (at < bad ? 1 : 0));
      expect(classify({ experiment, control: flat(0, 60) }).classification).toBe(classification);
    },
  );
});

/** Share of 400 runs that do not pass. */
function notPassing(pairOf: (seed: number) => MetricPair): number {
  let bad = 0;
  for (let seed = 1; seed <= 400; seed += 1) bad += classify(pairOf(seed)).classification === 'pass' ? 0 : 1;
  return bad / 400;
}

describe('its rates of alarm are those measured for Kayenta', () => {
  it.each([
    { length: 2, low: 0.19, high: 0.3 },
    { length: 3, low: 0.025, high: 0.08 },
    { length: 30, low: 0, high: 0.015 },
  ])('no change, $length values per side', ({ length, low, high }) => {
    const rate = notPassing((seed) => ({
      experiment: noisy(seed, { length }),
      control: noisy(seed + 10_000, { length }),
    }));
    expect(rate).toBeGreaterThanOrEqual(low);
    expect(rate).toBeLessThanOrEqual(high);
  });

  it.each([
    { length: 10, low: 0.07, high: 0.17 },
    { length: 30, low: 0.67, high: 0.81 },
    { length: 60, low: 0.95, high: 1 },
  ])('10 % more, $length values per side', ({ length, low, high }) => {
    const rate = notPassing((seed) => ({
      experiment: noisy(seed, { mean: 11, length }),
      control: noisy(seed + 10_000, { length }),
    }));
    expect(rate).toBeGreaterThanOrEqual(low);
    expect(rate).toBeLessThanOrEqual(high);
  });
});
