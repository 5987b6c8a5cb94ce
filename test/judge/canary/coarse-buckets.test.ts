import { describe, expect, it } from 'vitest';
import { judgeCanary } from '../../../src/judge/canary/judge-canary.ts';
import { probeBuckets } from '../../../src/judge/canary/probe-buckets.ts';
import { reportCanary } from '../../../src/judge/canary/report/report-canary.ts';
import { CanaryFile } from '../../../src/model/canary/canary-file.ts';
import { tool } from '../../../src/model/tool.ts';

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1];

/** So many requests, of which these shares are slower than each bound. */
const buckets = (total: number, slower: readonly number[]) => [...slower.map((share) => total * (1 - share)), total];

function judged(canary: readonly number[], baseline: readonly number[], tolerance = 0.2) {
  const file = CanaryFile.parse({
    schema: 'tollgate.canary/1',
    metrics: [
      {
        name: 'latency',
        kind: 'histogram',
        bounds,
        quantiles: [0.5, 0.95],
        tolerance: { relative: tolerance },
        rows: Array.from({ length: 60 }, () => ({
          canary: buckets(20_000, canary),
          baseline: buckets(80_000, baseline),
        })),
      },
    ],
  });
  return reportCanary(file, judgeCanary(file), {
    tool,
    now: '2026-11-20T10:00:00.000Z',
    isPartial: false,
    withTrace: false,
  });
}

describe('all requests within the first bucket', () => {
  const fast = [0, 0, 0, 0, 0];

  it.each([0.2, 1, 3, 10])('a canary passes at no tolerance, be it %d: it could be many times slower', (tolerance) => {
    expect(judged(fast, fast, tolerance)).toMatchObject({ decision: 'inconclusive', reasonCode: 'undecided' });
  });

  it('says that the buckets are why, and bounds nothing', () => {
    const { findings, summary } = judged(fast, fast);
    expect(summary).toContain('no bucket ends near the baseline’s p50, p95, so a slower canary could hide in one');
    expect(summary).not.toContain('at most');
    expect(findings[0]).toMatchObject({ interval: null, detail: { remaining: null } });
  });

  it('a canary that leaves it fails', () => {
    expect(judged([0.5, 0.2, 0.1, 0, 0], fast).decision).toBe('fail');
  });
});

describe('requests on both sides of a bound', () => {
  it('let a canary pass that is no slower', () => {
    const usual = [0.6, 0.35, 0.08, 0.02, 0.004];
    expect(judged(usual, usual).decision).toBe('pass');
  });

  it.each([
    { quantile: 0.5, share: 0.04, isNear: false },
    { quantile: 0.5, share: 0.4, isNear: true },
    { quantile: 0.5, share: 0.97, isNear: false },
    { quantile: 0.95, share: 0.04, isNear: true },
    { quantile: 0.99, share: 0.0001, isNear: false },
  ])('with $share of them above it, it is near p($quantile): $isNear', ({ quantile, share, isNear }) => {
    expect(probeBuckets([1], [1e6 * (1 - share), 1e6], { quantile, ratio: 1.001 })).toMatchObject({ isNear });
  });
});
