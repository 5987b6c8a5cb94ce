import { describe, expect, it } from 'vitest';
import type { Histogram } from '../../src/model/evidence.ts';
import { coarsen } from '../../src/stats/coarsen.ts';
import { commonBounds } from '../../src/stats/common-bounds.ts';
import { median } from '../../src/stats/median.ts';
import { ranks } from '../../src/stats/ranks.ts';
import { shareDifference } from '../../src/stats/share-difference.ts';
import { spearman } from '../../src/stats/spearman.ts';
import { sumHistograms } from '../../src/stats/sum-histograms.ts';
import { theilSen } from '../../src/stats/theil-sen.ts';
import { totalVariation, totalVariationNoise } from '../../src/stats/total-variation.ts';
import { wilsonInterval } from '../../src/stats/wilson-interval.ts';

const histogram = (bounds: number[], cumulative: number[]): Histogram =>
  Object.freeze({ kind: 'histogram', bounds, cumulative, unit: 's' });

describe('wilsonInterval', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
  it.each([
    { bad: 81, total: 263, low: 0.2553, high: 0.3662 },
    { bad: 15, total: 148, low: 0.0624, high: 0.1605 },
    { bad: 0, total: 20, low: 0, high: 0.1611 },
    { bad: 1, total: 29, low: 0.0061, high: 0.1718 },
  ])('gives the published interval of $bad of $total', ({ bad, total, low, high }) => {
    const [lower, upper] = wilsonInterval(bad / total, total, 1.959964);
    expect(lower).toBeCloseTo(low, 4);
    expect(upper).toBeCloseTo(high, 4);
  });
});

describe('shareDifference', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10; the candidate is the paper's first sample.
  it.each([
    { name: '56/70 - 48/80', candidate: [56, 70], reference: [48, 80], low: 0.0524, high: 0.3339 },
    { name: '9/10 - 3/10', candidate: [9, 10], reference: [3, 10], low: 0.1705, high: 0.809 },
    { name: '10/10 - 0/20', candidate: [10, 10], reference: [0, 20], low: 0.6791, high: 1 },
    { name: '0/10 - 0/20', candidate: [0, 10], reference: [0, 20], low: -0.1611, high: 0.2775 },
  ])('gives the published interval of $name', ({ candidate, reference, low, high }) => {
    const side = ([bad = 0, total = 1]: number[]) => ({ share: bad / total, total });
    const [lower, upper] = shareDifference(side(reference), side(candidate), 1.959964);
    expect(lower).toBeCloseTo(low, 3);
    expect(upper).toBeCloseTo(high, 3);
  });
});

describe('rank correlation', () => {
  const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
  const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];

  it('gives -29/165 on the textbook example of IQ and hours of television', () => {
    expect(spearman(iq, hours, 2).value).toBeCloseTo(-29 / 165, 12);
  });

  it('does not change when one side is stretched', () => {
    expect(
      spearman(
        iq,
        hours.map((value) => Math.exp(value / 10)),
        2,
      ).value,
    ).toBeCloseTo(-29 / 165, 12);
  });

  it('shares ranks among equals and leaves its input alone', () => {
    const values = Object.freeze([3, 1, 3, 3, 2]);
    expect(ranks(values)).toEqual([4, 1, 4, 4, 2]);
  });

  it('is not a number where a side does not vary', () => {
    expect(spearman([1, 1, 1, 1, 1], [1, 2, 3, 4, 5], 2).value).toBeNaN();
  });

  it('finds the slope of a line under 20 % of wild points', () => {
    const xs = Array.from({ length: 50 }, (_, index) => index);
    const ys = xs.map((x) => (x % 5 === 0 ? 1000 - 30 * x : 3 + 2 * x));
    expect(theilSen(xs, ys)).toBeCloseTo(2, 6);
  });

  it('takes the mean of the two middle values, and refuses an empty list', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('histograms', () => {
  it('shares bounds that differ only by rounding', () => {
    expect(commonBounds([0.1 * 3, 1], [0.3, 0.5, 1])).toEqual([0.1 * 3, 1]);
  });

  it('coarsens without changing what is counted', () => {
    const fine = histogram([1, 2, 3], [1, 4, 9, 10]);
    expect(coarsen(fine, [2])).toEqual({ kind: 'histogram', bounds: [2], cumulative: [4, 10], unit: 's' });
    expect(() => coarsen(fine, [2.5])).toThrow(RangeError);
  });

  it('adds on the shared bounds, weighted', () => {
    const sum = sumHistograms([
      { histogram: histogram([1, 2, 3], [1, 4, 9, 10]), weight: 1 },
      { histogram: histogram([1, 3], [5, 6, 7]), weight: 2 },
    ]);
    expect(sum).toEqual({ kind: 'histogram', bounds: [1, 3], cumulative: [11, 21, 24], unit: 's' });
  });
});

describe('total variation', () => {
  it('is 0 for equal mixes of different sizes, 1 for disjoint ones, and not a number for nothing', () => {
    expect(totalVariation({ a: 1, b: 3 }, { a: 100, b: 300 })).toBeCloseTo(0, 12);
    expect(totalVariation({ a: 5 }, { b: 7 })).toBe(1);
    expect(totalVariation({}, { a: 1 })).toBeNaN();
  });

  it('stays under its noise bound for samples of one mix', () => {
    expect(totalVariationNoise({ a: 500, b: 500 }, { a: 50, b: 50 }, 2)).toBeGreaterThan(
      totalVariation({ a: 500, b: 500 }, { a: 55, b: 45 }),
    );
  });
});
