import { describe, expect, it } from 'vitest';
import type { Histogram } from '../../src/model/evidence.ts';
import { histogramQuantile } from '../../src/stats/histogram-quantile.ts';
import { survival } from '../../src/stats/survival.ts';

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const busy: Histogram = {
  kind: 'histogram',
  bounds,
  cumulative: [15, 110, 845, 2392, 4748, 7856, 9033, 9418, 9493, 9500, 9500, 9500],
  unit: 's',
};
const quiet: Histogram = {
  kind: 'histogram',
  bounds,
  cumulative: [0, 0, 0, 0, 5, 60, 90, 98, 100, 100, 100, 100],
  unit: 's',
};

describe('survival', () => {
  // Values of an independent implementation of the same rule in Python.
  it.each([
    { name: 'a busy route near its median', histogram: busy, x: 0.1 / 1.2, expected: 0.572055398211 },
    { name: 'a busy route near its p95', histogram: busy, x: 0.5 / 1.2, expected: 0.0748335563088 },
    { name: 'a quiet route near its median', histogram: quiet, x: 0.25 / 1.2, expected: 0.508884592288 },
    { name: 'a quiet route near its p95', histogram: quiet, x: 1 / 1.2, expected: 0.0399363526244 },
  ])('agrees with the reference on $name', ({ histogram, x, expected }) => {
    expect(survival(histogram, x)).toBeCloseTo(expected, 9);
  });

  it('never rises', () => {
    const xs = Array.from({ length: 500 }, (_, index) => (index + 1) / 40);
    const shares = xs.map((x) => survival(busy, x));
    expect(shares.every((share, index) => index === 0 || share <= (shares[index - 1] ?? 1))).toBe(true);
  });
});

describe('histogramQuantile', () => {
  it('inverts the survival', () => {
    for (const q of [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]) {
      expect(survival(busy, histogramQuantile(busy, q).value), `q = ${q}`).toBeCloseTo(1 - q, 6);
    }
  });

  it('says no more than "at least the last bound" beyond the last finite bucket', () => {
    const overflowing: Histogram = { kind: 'histogram', bounds: [1, 2], cumulative: [10, 20, 100], unit: 's' };
    expect(histogramQuantile(overflowing, 0.95)).toEqual({ value: 2, low: 2, high: Number.POSITIVE_INFINITY });
  });

  it('stays inside the bucket below where a count lies exactly on a bound', () => {
    const exact: Histogram = { kind: 'histogram', bounds: [1, 2, 4], cumulative: [50, 95, 100, 100], unit: 's' };
    expect(histogramQuantile(exact, 0.95).high).toBe(2);
  });

  it('is within 5 % of the true quantile of 100,000 log-normal values on the default buckets', () => {
    const sigma = 1;
    const cdf = (x: number) => 0.5 * (1 + erf(Math.log(x / 0.06) / sigma / Math.SQRT2));
    const histogram: Histogram = {
      kind: 'histogram',
      bounds,
      cumulative: [...bounds.map((bound) => 100_000 * cdf(bound)), 100_000],
      unit: 's',
    };
    for (const [q, z] of [
      [0.5, 0],
      [0.95, 1.6449],
      [0.99, 2.3263],
    ] as const) {
      const truth = 0.06 * Math.exp(sigma * z);
      expect(Math.abs(histogramQuantile(histogram, q).value / truth - 1), `q = ${q}`).toBeLessThan(0.05);
    }
  });
});

/** Error function to 1.5e-7 (Abramowitz & Stegun 7.1.26). */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const tail =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x);
  return Math.sign(x) * (1 - tail);
}
