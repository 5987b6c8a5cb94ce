import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { judgeCanary } from '../../../src/judge/canary/judge-canary.ts';
import { CanaryFile } from '../../../src/model/canary/canary-file.ts';
import { lognormals, mostByChance } from './draw.ts';

const looks = 40;
const runs = 40;
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function buckets(values: readonly number[]): number[] {
  const counts = [...bounds.map((bound) => values.filter((value) => value <= bound).length), values.length];
  return counts;
}

interface Release {
  readonly kind: 'samples' | 'histogram';
  readonly factor: number;
  readonly quantiles: readonly number[];
  readonly seed: number;
}

/** How releases of a service whose canary is slower by a factor end; tolerance 20 %, 60 of 400 requests per look. */
function ends({ kind, factor, quantiles, seed }: Release) {
  const random = seededRandom(seed);
  const side = (count: number, median: number) => {
    const values = lognormals(random, count, median);
    return kind === 'samples' ? values : buckets(values);
  };
  const states = Array.from({ length: runs }, () => {
    const rows = Array.from({ length: looks }, () => ({ canary: side(60, 0.08 * factor), baseline: side(340, 0.08) }));
    const metric = { name: 'latency', kind, quantiles, tolerance: { relative: 0.2 }, rows };
    const settings = { horizon: looks };
    const shape = kind === 'samples' ? {} : { bounds };
    return judgeCanary(
      CanaryFile.parse({ schema: 'tollgate.canary/1', judge: settings, metrics: [{ ...metric, ...shape }] }),
    );
  });
  const count = (stand: string) => states.filter((state) => state.stand === stand).length;
  return { failed: count('failed'), passed: count('passed') };
}

describe('latencies, log-normal, tolerance 20 %', () => {
  it.each(['samples', 'histogram'] as const)('exactly at the edge: no false alarm, no false PASS (%s)', (kind) => {
    const { failed, passed } = ends({ kind, factor: 1.2, quantiles: [0.5, 0.95, 0.99], seed: 1 });
    expect(failed).toBeLessThanOrEqual(mostByChance(runs, 0.01));
    expect(passed).toBeLessThanOrEqual(mostByChance(runs, 0.05));
  });

  it.each(['samples', 'histogram'] as const)('half as slow again is found (%s)', (kind) => {
    expect(ends({ kind, factor: 1.5, quantiles: [0.5, 0.95, 0.99], seed: 2 }).failed).toBeGreaterThanOrEqual(
      0.9 * runs,
    );
  });

  it.each(['samples', 'histogram'] as const)('unchanged passes at the median, and never fails (%s)', (kind) => {
    const { failed, passed } = ends({ kind, factor: 1, quantiles: [0.5], seed: 3 });
    expect(failed).toBe(0);
    expect(passed).toBeGreaterThanOrEqual(0.9 * runs);
  });
});
