import { describe, expect, test } from 'vitest';
import { linearScale, logScale, ratioScale } from '../../../src/report/html/scale.ts';

const labels = (scale: { ticks: readonly { label: string }[] }) => scale.ticks.map(({ label }) => label);

describe('a logarithmic axis', () => {
  test.each([
    { name: 'short', values: [0.02, 0.5], expected: ['20 ms', '50 ms', '100 ms', '200 ms', '500 ms'] },
    { name: 'long', values: [0.001, 10], expected: ['1.0 ms', '10 ms', '100 ms', '1.0 s', '10 s'] },
    { name: 'of one value', values: [0.1], expected: ['100 ms'] },
    { name: 'of nothing that has a logarithm', values: [0, -1, Number.NaN], expected: ['1.0 s'] },
  ])('that is $name is marked $expected', ({ values, expected }) => {
    expect(labels(logScale(values, 's'))).toEqual(expected);
  });

  test('puts equal factors equally far apart', () => {
    const { at } = logScale([0.01, 1], 's');
    expect(at(0.1) - at(0.01)).toBeCloseTo(at(1) - at(0.1), 1);
  });

  test.each([Number.NaN, 0, -1, Number.POSITIVE_INFINITY, 1e99])('keeps %d on the axis', (value) => {
    const { at, share } = logScale([0.01, 1], 's');
    expect(at(value)).toBeGreaterThanOrEqual(0);
    expect(at(value)).toBeLessThanOrEqual(100);
    expect(share(value)).toBeGreaterThanOrEqual(0);
    expect(share(value)).toBeLessThanOrEqual(1);
  });
});

describe('a linear axis', () => {
  test.each([
    { values: [0.001, 0.031], expected: ['0 %', '1.0 %', '2.0 %', '3.0 %'] },
    { values: [0.01], expected: ['0 %', '0.20 %', '0.40 %', '0.60 %', '0.80 %', '1.0 %'] },
    { values: [], expected: ['0 %', '20 %', '40 %', '60 %', '80 %', '100 %'] },
  ])('over $values begins at zero and is marked $expected', ({ values, expected }) => {
    expect(labels(linearScale(values, 'share'))).toEqual(expected);
  });
});

describe('a ratio axis', () => {
  test.each([
    { ratios: [1.2], expected: ['1/2 ×', '1 ×', '2 ×'] },
    { ratios: [4, 0.5], expected: ['1/4 ×', '1/2 ×', '1 ×', '2 ×', '4 ×'] },
    { ratios: [0, Number.POSITIVE_INFINITY], expected: ['1/2 ×', '1 ×', '2 ×'] },
    { ratios: [1e9], expected: ['1/64 ×', '1/16 ×', '1/4 ×', '1 ×', '4 ×', '16 ×', '64 ×'] },
  ])('over $ratios is marked $expected, with 1 in its middle', ({ ratios, expected }) => {
    const scale = ratioScale(ratios);
    expect(labels(scale)).toEqual(expected);
    expect(scale.at(1)).toBe(50);
  });
});
