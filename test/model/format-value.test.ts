import { describe, expect, test } from 'vitest';
import { formatChange, formatCount, formatValue } from '../../src/model/format-value.ts';

describe('formatValue writes', () => {
  test.each([
    { value: 0.0841, unit: 's', expected: '84 ms' },
    { value: 9, unit: 's', expected: '9.0 s' },
    { value: 0, unit: 's', expected: '0 ms' },
    { value: 0.000_42, unit: 's', expected: '420 µs' },
    { value: 0.0021, unit: 's', expected: '2.1 ms' },
    { value: 0.9996, unit: 's', expected: '1.0 s' },
    { value: 84, unit: 's', expected: '84 s' },
    { value: 200, unit: 's', expected: '3.3 min' },
    { value: 7200, unit: 's', expected: '2.0 h' },
    { value: -0.025, unit: 's', expected: '-25 ms' },
    { value: 0.031, unit: 'share', expected: '3.1 %' },
    { value: 0, unit: 'share', expected: '0 %' },
    { value: 1, unit: 'share', expected: '100 %' },
    { value: 0.000_12, unit: 'share', expected: '0.012 %' },
    { value: 0.999_99, unit: 'share', expected: '99.99 %' },
    { value: 0.842, unit: 'share', expected: '84 %' },
    { value: 1.83, unit: 'ratio', expected: '× 1.8' },
    { value: 0, unit: 'bytes', expected: '0 B' },
    { value: 999.7, unit: 'bytes', expected: '1.0 kB' },
    { value: 412_000_000, unit: 'bytes', expected: '412 MB' },
    { value: 9.4e15, unit: 'bytes', expected: '9,400 TB' },
    { value: 1_240_000, unit: 'bytes/s', expected: '1.2 MB/s' },
    { value: 14_200, unit: 'bytes/request', expected: '14 kB/request' },
    { value: 0.012, unit: 'cores·s/request', expected: '12 ms CPU/request' },
    { value: 0.84, unit: 'cores', expected: '0.84 cores' },
    { value: 3, unit: 'pods', expected: '3 pods' },
    { value: 1, unit: 'pods', expected: '1 pod' },
    { value: 3.5, unit: 'pods', expected: '3.5 pods' },
    { value: 0, unit: 'kills', expected: '0 kills' },
    { value: 12_400, unit: 'requests', expected: '12,400 requests' },
    { value: 0.93, unit: '', expected: '0.93' },
    { value: 2e-9, unit: '', expected: '2e-9' },
    { value: 17, unit: 'rows', expected: '17 rows' },
    { value: 1.5, unit: 'x'.repeat(10_240), expected: `1.5 ${'x'.repeat(19)}…` },
    { value: Number.NaN, unit: 's', expected: 'not a number' },
    { value: Infinity, unit: 's', expected: 'infinite' },
    { value: -Infinity, unit: 'share', expected: '-infinite' },
  ])('$value $unit as "$expected"', ({ value, unit, expected }) => {
    expect(formatValue(value, unit)).toBe(expected);
  });

  test('a unit that is called like a property of every object as it is', () => {
    expect(formatValue(2, 'constructor')).toBe('2.0 constructor');
  });
});

describe('formatChange writes', () => {
  test.each([
    { change: 0.42, expected: '+42 %' },
    { change: 1, expected: '+100 %' },
    { change: 4.12, expected: '× 5.1' },
    { change: -0.5, expected: '-50 %' },
    { change: -0.8, expected: '÷ 5.0' },
    { change: -1, expected: '-100 %' },
    { change: -1, expected: '-100 %' },
    { change: 0, expected: '0 %' },
    { change: 0.031, expected: '+3.1 %' },
    { change: Infinity, expected: 'infinite' },
    { change: null, expected: 'n/a' },
    { change: Number.NaN, expected: 'n/a' },
  ])('$change as "$expected"', ({ change, expected }) => {
    expect(formatChange(change)).toBe(expected);
  });
});

describe('formatCount writes', () => {
  test.each([
    { count: 0, expected: '0' },
    { count: 999, expected: '999' },
    { count: 1000, expected: '1,000' },
    { count: -1_234_567.2, expected: '-1,234,567' },
    { count: Number.NaN, expected: 'not a number' },
  ])('$count as "$expected"', ({ count, expected }) => {
    expect(formatCount(count)).toBe(expected);
  });
});
