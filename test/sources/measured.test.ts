import { describe, expect, it } from 'vitest';
import { measured } from '../../src/sources/measured.ts';

const common = {
  measure: 'latency',
  scope: { route: 'GET /x', slice: '' },
  source: 'prometheus',
  query: 'side/latency',
};

describe('a measurement', () => {
  it('that can be is present', () => {
    const value = { kind: 'record', entries: { p50: 0.1, p95: 0.2 }, unit: 's' } as const;
    expect(measured({ ...common, value })).toEqual({ state: 'present', ...common, value });
  });
  it('that cannot be is absent, and says what is wrong with it', () => {
    const value = { kind: 'record', entries: { p50: 0.2, p95: 0.1 }, unit: 's' } as const;
    expect(measured({ ...common, value })).toEqual({
      state: 'absent',
      ...common,
      reason: 'not-a-number',
      message: 'latency cannot be what was measured: entries: p50, p95 and p99 must not fall',
    });
  });
});
