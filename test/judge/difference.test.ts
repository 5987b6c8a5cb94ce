import { describe, expect, it } from 'vitest';
import { differenceOf, isSevere } from '../../src/judge/difference.ts';
import { comparisonOf, record, verdictOf } from '../fixtures/comparison.ts';

const [any] = verdictOf(comparisonOf(record('production', 3), record('staging', 4))).findings;
if (any === undefined) throw new Error('something is judged');
const plain = any;

type Sides = readonly [reference: number, candidate: number];

function findingOf(check: string, unit: string, [reference, candidate]: Sides) {
  const side = (value: number) => ({ value, unit, n: null });
  return { ...plain, check, detail: null, reference: side(reference), candidate: side(candidate) };
}

describe('the difference of a finding', () => {
  it.each([
    { name: 'twice as slow', unit: 's', sides: [0.1, 0.2], kind: 'ratio', size: Math.LN2 },
    { name: 'twice as fast', unit: 's', sides: [0.2, 0.1], kind: 'ratio', size: -Math.LN2 },
    { name: 'a share more', unit: 'share', sides: [0.01, 0.04], kind: 'difference', size: 0.03 },
    { name: 'a share less', unit: 'share', sides: [0.04, 0.01], kind: 'difference', size: -0.03 },
    { name: 'a share out of nothing', unit: 'share', sides: [0, 0.5], kind: 'difference', size: 0.5 },
    { name: 'kills', unit: 'kills', sides: [1, 3], kind: 'difference', size: 2 },
    {
      name: 'a value out of nothing, which has no ratio',
      unit: 'messages',
      sides: [0, 7],
      kind: 'difference',
      size: 7,
    },
  ] as const)('$name', ({ unit, sides, kind, size }) => {
    const found = differenceOf(findingOf('some-check', unit, sides));
    expect(found?.kind).toBe(kind);
    expect(found?.size).toBeCloseTo(size, 12);
  });

  it('takes out a declared ratio', () => {
    const detail = { kind: 'ratio', expected: 0.5 };
    const halved = differenceOf({ ...findingOf('cpu', 'cores·s/request', [0.02, 0.01]), detail });
    expect(halved).toEqual({ kind: 'ratio', size: 0 });
  });

  it('of a missing route is its share, however long the windows are', () => {
    const detail = { kind: 'missing-route', share: 0.02 };
    const missing = differenceOf({ ...findingOf('missing-route', 'requests', [8000, 0]), detail });
    expect(missing).toEqual({ kind: 'difference', size: -0.02 });
  });

  it('is unknown where a side is', () => {
    expect(differenceOf({ ...plain, candidate: null })).toBeNull();
    expect(differenceOf(findingOf('some-check', 'share', [0, Number.NaN]))).toBeNull();
  });
});

describe('a severe finding', () => {
  it.each([
    { check: 'error-rate', sides: [0.01, 0.25], severe: false },
    { check: 'error-rate', sides: [0, 0.25], severe: true },
    { check: 'error-rate', sides: [0.4, 0.1], severe: true },
    { check: 'error-rate', sides: [0.48, 0.5], severe: true },
    { check: 'error-rate', sides: [0.5, 0.48], severe: false },
    { check: 'route-coverage', sides: [1, 0.7], severe: true },
    { check: 'route-coverage', sides: [1, 0.8], severe: false },
    { check: 'status-mix', sides: [0, 0.3], severe: true },
    { check: 'memory', sides: [0.2, 0.9], severe: false },
  ] as const)('$check, $sides: $severe', ({ check, sides, severe }) => {
    expect(isSevere({ ...findingOf(check, 'share', sides), severity: 'warn' })).toBe(severe);
  });

  it.each([
    { share: 0.049, severe: false },
    { share: 0.05, severe: true },
  ])('a missing route with the share $share: $severe', ({ share, severe }) => {
    const missing = { ...findingOf('missing-route', 'requests', [100, 0]), detail: { kind: 'missing-route', share } };
    expect(isSevere({ ...missing, severity: 'warn' })).toBe(severe);
  });

  it('is whatever blocks', () => {
    expect(isSevere({ ...findingOf('p95', 's', [0.1, 0.2]), severity: 'block' })).toBe(true);
  });
});
