import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/demo/random.ts';
import { type Curve, curveOf, curveQuantiles, type Distribution } from '../../src/stats/distribution.ts';
import { jensenShannon, jensenShannonNoise } from '../../src/stats/jensen-shannon.ts';
import { kolmogorovSmirnov, kolmogorovSmirnovNoise } from '../../src/stats/kolmogorov-smirnov.ts';
import { populationStability } from '../../src/stats/population-stability.ts';

const rounds = 400;

/** A histogram of a sample, as ANALYZE makes one: bounds of buckets with equally many values. */
function histogram(values: readonly number[], buckets: number): Curve {
  const sorted = values.toSorted((a, b) => a - b);
  const bounds = Array.from(
    { length: buckets + 1 },
    (_, i) => sorted[Math.round((i * (sorted.length - 1)) / buckets)] ?? 0,
  );
  return curveOf({ masses: [], bounds, spread: 1 });
}

/** Counts of a sample from a skewed mix. */
function mix(random: () => number, size: number, categories: number): number[] {
  const counts = new Array<number>(categories).fill(0);
  for (let i = 0; i < size; i += 1) {
    const category = Math.floor(categories * random() ** 2);
    counts[category] = (counts[category] ?? 0) + 1;
  }
  return counts.map((count) => count / size);
}

describe('the noise of shapes, with unequal samples', () => {
  it.each([
    [3000, 3000],
    [3000, 300],
    [500, 100],
  ])('Kolmogorov–Smirnov of %d and %d values of one distribution stays under it', (n, m) => {
    const random = seededRandom(n + m);
    const sample = (size: number) =>
      histogram(
        Array.from({ length: size }, () => random() ** 3),
        50,
      );
    const noise = kolmogorovSmirnovNoise([n, m], 50);
    let alarms = 0;
    for (let i = 0; i < rounds; i += 1) if (kolmogorovSmirnov(sample(n), sample(m)).distance > noise) alarms += 1;
    expect(alarms).toBeLessThanOrEqual(2);
    expect(kolmogorovSmirnov(sample(n), histogram(Array.from({ length: m }, random), 50)).distance).toBeGreaterThan(
      noise,
    );
  });

  it.each([
    [3000, 3000, 5],
    [3000, 300, 5],
    [3000, 600, 60],
  ])('Jensen–Shannon of %d and %d values in %d categories stays under it', (n, m, categories) => {
    const random = seededRandom(n + m + categories);
    const noise = jensenShannonNoise(categories, [n, m]);
    const distance = (one: number[], other: number[]) =>
      jensenShannon(one.map((share, index) => [share, other[index] ?? 0] as const));
    let alarms = 0;
    let largest = 0;
    for (let i = 0; i < rounds; i += 1) {
      const found = distance(mix(random, n, categories), mix(random, m, categories));
      largest = Math.max(largest, found);
      if (found > noise) alarms += 1;
    }
    expect(alarms).toBeLessThanOrEqual(4);
    // Not so wide that nothing would ever be found.
    expect(largest).toBeGreaterThan(noise * 0.6);
  });
});

describe('distances of distributions', () => {
  const flat = (low: number, high: number) => curveOf({ masses: [], bounds: [low, high], spread: 1 });

  it('know a point from a bucket', () => {
    const only: Distribution = { masses: [{ value: 5, share: 1 }], bounds: [], spread: 0 };
    const point = curveOf(only);
    expect(kolmogorovSmirnov(flat(0, 10), point)).toEqual({ distance: 0.5, at: 5 });
    expect(kolmogorovSmirnov(point, point).distance).toBe(0);
    expect(curveQuantiles(point, [0, 0.5, 1])).toEqual([5, 5, 5]);
    expect(curveQuantiles(curveOf({ masses: [], bounds: [], spread: 0 }), [0.5])).toEqual([Number.NaN]);
  });

  it('end for values that are none, or out of order', () => {
    const broken = curveOf({
      masses: [{ value: Number.NaN, share: 0.5 }],
      bounds: [5, 1, Number.POSITIVE_INFINITY],
      spread: 0.5,
    });
    expect(kolmogorovSmirnov(broken, flat(0, 10)).distance).toBeLessThanOrEqual(1);
    expect(kolmogorovSmirnov({ ...broken, points: broken.points.map(() => Number.NaN) }, broken).at).toBeDefined();
  });

  it('are those that can be counted by hand', () => {
    expect(kolmogorovSmirnov(flat(0, 10), flat(20, 30)).distance).toBe(1);
    // Half the mass moved from the lower bins to the upper ones: Σ (q − p) ln(q ÷ p) of five bins of 0 and five of 0.2.
    const moved = 5 * (0.2 - 0.1) * Math.log(2) + 5 * (1e-4 - 0.1) * Math.log(1e-4 / 0.1);
    expect(populationStability(flat(0, 10), flat(5, 10), 10)).toBeCloseTo(moved, 6);
    expect(
      jensenShannon([
        [0.5, 0.5],
        [0.5, 0.5],
      ]),
    ).toBe(0);
  });
});
