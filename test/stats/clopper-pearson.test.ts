import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/demo/random.ts';
import { binomialAtMost } from '../../src/stats/binomial-at-most.ts';
import { clopperPearson } from '../../src/stats/clopper-pearson.ts';
import { prometheusQuantile } from '../../src/stats/prometheus-quantile.ts';
import { binomial } from '../simulation/binomial.ts';

describe('clopperPearson', () => {
  // R 4.2: binom.test(x, n, conf.level = c)$conf.int
  it.each([
    { x: 0, n: 20, c: 0.95, low: 0, high: 0.1684335 },
    { x: 1, n: 20, c: 0.95, low: 0.001265089, high: 0.2487328 },
    { x: 10, n: 10, c: 0.95, low: 0.6915029, high: 1 },
    { x: 5, n: 100, c: 0.99, low: 0.01094068, high: 0.1352786 },
    { x: 0, n: 0, c: 0.95, low: 0, high: 1 },
  ])('$x of $n', ({ x, n, c, low, high }) => {
    const interval = clopperPearson(x, n, c);
    expect(interval[0]).toBeCloseTo(low, 3);
    expect(interval[1]).toBeCloseTo(high, 3);
  });

  it('holds the true share at least as often as it says, for few trials too', () => {
    for (const [n, p] of [
      [8, 0.1],
      [30, 0.01],
      [200, 0.02],
    ] as const) {
      let [covered, at] = [0, 0];
      for (let x = 0; x <= n; x += 1) {
        const chance = binomialAtMost(x, n, p) - binomialAtMost(x - 1, n, p);
        const [low, high] = clopperPearson(x, n, 0.95);
        if (low <= p && p <= high) covered += chance;
        at += chance;
      }
      expect(at).toBeCloseTo(1, 9);
      expect(covered, `n=${n} p=${p}`).toBeGreaterThanOrEqual(0.95);
    }
  });
});

describe('the simulations’ binomial numbers', () => {
  it.each([
    [40, 0.3],
    [500, 0.005],
    [20, 0.9],
  ] as const)('have the chances that they should: n=%d p=%d', (n, p) => {
    const random = seededRandom(4);
    const draws = Array.from({ length: 20_000 }, () => binomial(random, n, p));
    const k = Math.floor(n * p);
    expect(draws.filter((x) => x <= k).length / draws.length).toBeCloseTo(binomialAtMost(k, n, p), 1.7);
    expect(draws.reduce((sum, x) => sum + x, 0) / draws.length / (n * p)).toBeCloseTo(1, 1.3);
  });
});

describe('prometheusQuantile', () => {
  it.each([
    { name: 'in the lowest bucket', counts: [50, 100, 100], q: 0.1, expected: 0.2 },
    { name: 'inside a bucket', counts: [50, 100, 100], q: 0.75, expected: 1.5 },
    { name: 'beyond the last bound', counts: [5, 10, 100], q: 0.99, expected: 2 },
    { name: 'without observations', counts: [0, 0, 0], q: 0.5, expected: Number.NaN },
  ])('$name', ({ counts, q, expected }) => {
    const value = prometheusQuantile([1, 2], counts, q);
    if (Number.isNaN(expected)) expect(value).toBeNaN();
    else expect(value).toBeCloseTo(expected, 12);
  });
});
