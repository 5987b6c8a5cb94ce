import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../src/demo/random.ts';
import { autocorrelation } from '../../src/stats/autocorrelation.ts';
import { risingTrend } from '../../src/stats/rising-trend.ts';

const random = seededRandom(31);
const gauss = () => normal(random);

/** A series whose neighbours are alike, of standard deviation 1, with a rise of so many over its length. */
function series(length: number, { alike, rise = 0 }: { alike: number; rise?: number }): number[] {
  let value = gauss();
  return Array.from({ length }, (_, index) => {
    value = alike * value + Math.sqrt(1 - alike ** 2) * gauss();
    return value + (rise * index) / length;
  });
}

function shareBelow(level: number, rounds: number, make: () => number[]): number {
  let below = 0;
  for (let round = 0; round < rounds; round += 1) if (risingTrend(make()) < level) below += 1;
  return below / rounds;
}

describe('a rising trend', () => {
  it('is Mann–Kendall where neighbours have nothing to do with each other', () => {
    // S = 28 of 28 pairs, variance 8 · 7 · 21 / 18 = 65.33: z = 27 / 8.083 = 3.34, less for the allowance for likeness
    expect(risingTrend([1, 2, 3, 4, 5, 6, 7, 8])).toBeCloseTo(0.0018, 3);
    expect(risingTrend([8, 7, 6, 5, 4, 3, 2, 1])).toBeGreaterThan(0.99);
    expect(risingTrend([5, 5, 5, 5, 5])).toBe(1);
    expect(risingTrend([1, 2, 3])).toBeNaN();
  });

  it.each([
    { length: 40, alike: 0, most: 0.02 },
    { length: 180, alike: 0, most: 0.02 },
    { length: 180, alike: 0.5, most: 0.025 },
    { length: 180, alike: 0.8, most: 0.03 },
    { length: 180, alike: 0.9, most: 0.04 },
  ])('is seldom seen where there is none: $length values, neighbours alike by $alike', ({ length, alike, most }) => {
    expect(shareBelow(0.01, 300, () => series(length, { alike }))).toBeLessThanOrEqual(most);
  });

  it('is seen where there is one, even where neighbours are alike', () => {
    expect(shareBelow(0.01, 100, () => series(180, { alike: 0.8, rise: 10 }))).toBeGreaterThan(0.95);
    expect(shareBelow(0.01, 100, () => series(40, { alike: 0, rise: 4 }))).toBeGreaterThan(0.95);
  });

  it('would be seen everywhere without the correction: the uncorrected test is what this one is not', () => {
    const plain = (values: readonly number[]) => {
      const n = values.length;
      let s = 0;
      for (let a = 0; a < n; a += 1)
        for (let b = a + 1; b < n; b += 1) s += Math.sign((values[b] ?? 0) - (values[a] ?? 0));
      return s / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18) > 2.326;
    };
    const hits = Array.from({ length: 200 }, () => plain(series(180, { alike: 0.9 }))).filter(Boolean).length;
    expect(hits / 200).toBeGreaterThan(0.15);
  });
});

describe('autocorrelation', () => {
  it('is 0 for a list that does not vary, near 1 for one that changes slowly', () => {
    expect(autocorrelation([3, 3, 3])).toBe(0);
    expect(autocorrelation(Array.from({ length: 200 }, (_, index) => Math.sin(index / 30)))).toBeGreaterThan(0.95);
  });
});
