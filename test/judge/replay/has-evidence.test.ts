import { describe, expect, it } from 'vitest';
import { hasEvidence } from '../../../src/judge/replay/has-evidence.ts';
import { CanaryFile } from '../../../src/model/canary/canary-file.ts';

const counts = { bad: 1, total: 100 };
const errors = (row: object, more: object = {}) => ({
  name: 'errors',
  kind: 'counts',
  tolerance: { relative: 0.2, absolute: 0.001 },
  rows: [{ canary: null, baseline: null }, row],
  ...more,
});
const cpu = (required: boolean) => ({
  name: 'cpu',
  kind: 'gauge',
  required,
  tolerance: { relative: 0.2 },
  rows: [
    { canary: 1, baseline: 1 },
    { canary: 1, baseline: 1 },
  ],
});
const slo = { tolerance: { relative: null, absolute: 0.01 } };

describe('hasEvidence', () => {
  it.each([
    { name: 'both sides', metrics: [errors({ canary: counts, baseline: counts })], says: true },
    { name: 'only the canary', metrics: [errors({ canary: counts, baseline: null })], says: false },
    { name: 'only the baseline', metrics: [errors({ canary: null, baseline: counts })], says: false },
    { name: 'a plain limit needs no baseline', metrics: [errors({ canary: counts, baseline: null }, slo)], says: true },
    { name: 'a plain limit needs the canary', metrics: [errors({ canary: null, baseline: counts }, slo)], says: false },
    {
      name: 'CPU alone, where a pass waits for errors',
      metrics: [errors({ canary: null, baseline: null }), cpu(false)],
      says: false,
    },
    { name: 'CPU alone, where a pass waits for nothing', metrics: [cpu(false)], says: true },
  ])('$name: $says', ({ metrics, says }) => {
    expect(hasEvidence(CanaryFile.parse({ schema: 'tollgate.canary/1', metrics }))).toBe(says);
  });
});
