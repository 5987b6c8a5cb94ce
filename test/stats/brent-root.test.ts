import { describe, expect, it } from 'vitest';
import { brentRoot } from '../../src/stats/brent-root.ts';

describe('brentRoot', () => {
  it.each([
    { name: 'a line', f: (x: number) => 3 * x - 1, range: [0, 1] as const, expected: 1 / 3 },
    { name: 'a cubic', f: (x: number) => (x + 3) * (x - 1) ** 2, range: [-4, 4 / 3] as const, expected: -3 },
    { name: 'an exponential', f: (x: number) => Math.exp(x) - 5, range: [-50, 50] as const, expected: Math.log(5) },
    { name: 'a root at the end', f: (x: number) => x - 2, range: [0, 2] as const, expected: 2 },
  ])('$name', ({ f, range, expected }) => {
    expect(brentRoot(range, { f, tolerance: 1e-12 })).toBeCloseTo(expected, 10);
  });

  it('finds the jump of a step, as near as the tolerance says', () => {
    const root = brentRoot([0, 10], { f: (x) => (x < Math.PI ? 1 : -1), tolerance: 1e-4 });
    expect(Math.abs(root - Math.PI)).toBeLessThan(1e-4);
  });

  it('says NaN where the function does', () => {
    expect(brentRoot([0, 1], { f: () => Number.NaN, tolerance: 1e-4 })).toBeNaN();
    expect(brentRoot([0, 4], { f: (x) => (x > 1 && x < 4 ? Number.NaN : x - 2), tolerance: 1e-4 })).toBeNaN();
  });
});
