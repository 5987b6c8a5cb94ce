import { describe, expect, it } from 'vitest';
import { Evidence, type Value } from '../../src/model/evidence.ts';

const evidence = (measure: string, value: Value) => ({
  state: 'present',
  measure,
  scope: { route: null, slice: '' },
  source: 'recorded',
  query: null,
  value,
});
const histogram = (bounds: number[], cumulative: number[]): Value => ({
  kind: 'histogram',
  bounds,
  cumulative,
  unit: 's',
});
const record = (entries: Record<string, number>): Value => ({ kind: 'record', entries, unit: 's' });
const quantity = (value: number): Value => ({ kind: 'quantity', value, unit: '' });

describe('evidence that can be', () => {
  it.each<{ name: string; measure: string; value: Value }>([
    { name: 'a histogram', measure: 'latency', value: histogram([0, 0.1, 1], [0, 5, 5, 9]) },
    { name: 'a bucket that is short by a rounding', measure: 'latency', value: histogram([1], [1_000_000, 999_999.5]) },
    { name: 'a histogram of nothing but +Inf', measure: 'latency', value: histogram([], [4]) },
    { name: 'equal quantiles', measure: 'latency', value: record({ p50: 0.1, p95: 0.1, p99: 0.1, count: 1 }) },
    { name: 'quantiles a rounding apart', measure: 'latency', value: record({ p50: 0.1, p95: 0.09995 }) },
    { name: 'requests of a code called p99', measure: 'requests', value: record({ p50: 9, p99: 1 }) },
    { name: 'all of them bad', measure: 'requests', value: { kind: 'counts', bad: 5, total: 5 } },
    { name: 'a share over one', measure: 'memory-share', value: quantity(1.2) },
    { name: 'a negative value of a check of one’s own', measure: 'custom:free-bytes', value: quantity(-3) },
  ])('$name is accepted', ({ measure, value }) => {
    expect(Evidence.safeParse(evidence(measure, value)).error).toBeUndefined();
  });
});

describe('evidence that cannot be', () => {
  it.each<{ name: string; measure?: string; value: Value; at: string; says: string }>([
    { name: 'equal bounds', value: histogram([1, 1], [1, 2, 3]), at: 'value.bounds', says: 'above the one before' },
    { name: 'falling bounds', value: histogram([2, 1], [1, 2, 3]), at: 'value.bounds', says: 'above the one before' },
    { name: 'a negative bound', value: histogram([-1, 1], [1, 2, 3]), at: 'value.bounds.0', says: '>=0' },
    { name: 'an endless bound', value: histogram([Infinity], [1, 1]), at: 'value.bounds.0', says: 'Infinity' },
    { name: 'falling counts', value: histogram([1], [10, 9.9]), at: 'value.cumulative', says: 'must not fall' },
    { name: 'a count too many', value: histogram([1], [1, 2, 3]), at: 'value', says: 'one entry more' },
    { name: 'a count without sense', value: histogram([], [1e16]), at: 'value.cumulative.0', says: '1000000000000000' },
    { name: 'more bad than all', value: { kind: 'counts', bad: 6, total: 5 }, at: 'value.bad', says: 'in total' },
    { name: 'p95 under p50', value: record({ p50: 0.2, p95: 0.1 }), at: 'value.entries', says: 'must not fall' },
    { name: 'p99 under p50', value: record({ p50: 0.2, p99: 0.1 }), at: 'value.entries', says: 'must not fall' },
    {
      name: 'negative requests',
      measure: 'requests',
      value: record({ '200': -1 }),
      at: 'value.entries.200',
      says: '>=0',
    },
    { name: 'NaN requests', measure: 'requests', value: record({ '200': NaN }), at: 'value.entries.200', says: 'NaN' },
    ...['oom-kills', 'pods', 'pool-share', 'cpu-cores', 'network-bytes'].map((measure) => ({
      name: `negative ${measure}`,
      measure,
      value: quantity(-0.1),
      at: 'value.value',
      says: 'cannot be negative',
    })),
  ])('$name is refused', ({ measure = 'latency', value, at, says }) => {
    const issues = Evidence.safeParse(evidence(measure, value)).error?.issues ?? [];
    expect(issues.map(({ path, message }) => [path.join('.'), message])).toEqual([[at, expect.stringContaining(says)]]);
  });
});
