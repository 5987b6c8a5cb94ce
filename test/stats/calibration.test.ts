import { describe, expect, it } from 'vitest';
import { normal, type Random, seededRandom } from '../../src/demo/random.ts';
import type { Histogram } from '../../src/model/evidence.ts';
import { histogramEstimate, recordEstimate } from '../../src/stats/quantile-estimate.ts';
import { ratioInterval } from '../../src/stats/ratio-interval.ts';
import { shareDifference } from '../../src/stats/share-difference.ts';
import { spearman } from '../../src/stats/spearman.ts';
import { totalVariation, totalVariationNoise } from '../../src/stats/total-variation.ts';

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function draw(random: Random, n: number, median: number): Histogram {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  for (let index = 0; index < n; index += 1) {
    const value = median * Math.exp(0.8 * normal(random));
    const bucket = bounds.findIndex((bound) => value <= bound);
    const at = bucket === -1 ? bounds.length : bucket;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  let running = 0;
  return { kind: 'histogram', bounds, cumulative: counts.map((count) => (running += count)), unit: 's' };
}

function binomial(random: Random, n: number, p: number): number {
  let count = 0;
  for (let index = 0; index < n; index += 1) if (random() < p) count += 1;
  return count;
}

// Intervals of three standard errors: nominally 0.27 % of runs may miss the truth.
const z = 3;

describe('calibration with unequal sample sizes', () => {
  it.each([
    { q: 0.5, sizes: [8000, 400] as const },
    { q: 0.95, sizes: [12_000, 1200] as const },
    { q: 0.95, sizes: [1200, 12_000] as const },
  ])('the interval of a ratio of p$q holds 1 in all but about 0.3 % of 1,000 runs of $sizes', ({ q, sizes }) => {
    const random = seededRandom(20_261_121);
    let missed = 0;
    for (let run = 0; run < 1000; run += 1) {
      const [reference, candidate] = sizes.map((n) => histogramEstimate(draw(random, n, 0.06), { q, z }));
      if (reference === undefined || candidate === undefined) throw new Error('two sizes');
      const [low, high] = ratioInterval(reference, candidate);
      if (low > 1 || high < 1) missed += 1;
    }
    expect(missed).toBeLessThanOrEqual(12);
  });

  it('the interval of a ratio excludes 1 in nearly every run when one side is 1.5 × as slow', () => {
    const random = seededRandom(7);
    let found = 0;
    for (let run = 0; run < 200; run += 1) {
      const reference = histogramEstimate(draw(random, 12_000, 0.06), { q: 0.95, z });
      const candidate = histogramEstimate(draw(random, 1500, 0.09), { q: 0.95, z });
      if (ratioInterval(reference, candidate)[0] > 1) found += 1;
    }
    expect(found).toBeGreaterThanOrEqual(190);
  });

  it('the interval of a difference of error rates holds 0 in all but about 0.3 % of 2,000 runs, also at 0.1 %', () => {
    const random = seededRandom(99);
    for (const rate of [0.001, 0.02]) {
      let missed = 0;
      for (let run = 0; run < 1000; run += 1) {
        const [left, right] = [binomial(random, 9000, rate) / 9000, binomial(random, 2000, rate) / 2000];
        const [low, high] = shareDifference({ share: left, total: 9000 }, { share: right, total: 2000 }, z);
        if (low > 0 || high < 0) missed += 1;
      }
      expect(missed, `rate ${rate}`).toBeLessThanOrEqual(12);
    }
  });

  it('the noise bound of two mixes is exceeded in at most 0.5 % of 1,000 pairs of samples of one mix', () => {
    const random = seededRandom(31);
    let exceeded = 0;
    for (let run = 0; run < 1000; run += 1) {
      const mix = (n: number): Record<string, number> => {
        const [rejected, moved] = [binomial(random, n, 0.06), binomial(random, n, 0.02)];
        return { '2xx': n - rejected - moved, '3xx': moved, '4xx': rejected };
      };
      const [left, right] = [mix(6000), mix(2000)];
      if (totalVariation(left, right) > totalVariationNoise(left, right, z)) exceeded += 1;
    }
    expect(exceeded).toBeLessThanOrEqual(5);
  });

  it('the interval of a rank correlation holds the truth in all but 2 % of 1,000 runs with 12 routes', () => {
    const random = seededRandom(5);
    const correlation = 0.9;
    // Spearman's ρ of a bivariate normal distribution (Pearson, 1907).
    const truth = (6 / Math.PI) * Math.asin(correlation / 2);
    let missed = 0;
    for (let run = 0; run < 1000; run += 1) {
      const xs = Array.from({ length: 12 }, () => normal(random));
      const ys = xs.map((x) => correlation * x + Math.sqrt(1 - correlation ** 2) * normal(random));
      const [low, high] = spearman(xs, ys, z).interval;
      if (truth < low || truth > high) missed += 1;
    }
    expect(missed).toBeLessThanOrEqual(20);
  });

  it('the interval of ready-made quantiles holds 1 in all but 2 % of 500 runs of log-normal requests', () => {
    const random = seededRandom(77);
    const summary = (n: number) => {
      const values = Array.from({ length: n }, () => Math.exp(0.7 * normal(random))).sort((a, b) => a - b);
      const [p50 = 0, p95 = 0] = [values[Math.floor(n * 0.5)], values[Math.floor(n * 0.95)]];
      return recordEstimate({ value: p95, p50, p95, count: n }, { q: 0.95, z });
    };
    let missed = 0;
    for (let run = 0; run < 500; run += 1) {
      const [low, high] = ratioInterval(summary(4000), summary(1000));
      if (low > 1 || high < 1) missed += 1;
    }
    expect(missed).toBeLessThanOrEqual(10);
  });
});
