import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../src/demo/random.ts';
import { estimatePair } from '../../src/judge/latency/estimate-pair.ts';
import { placeQuantile } from '../../src/judge/latency/place-quantile.ts';
import type { Histogram, PresentEvidence } from '../../src/model/evidence.ts';
import type { Rule } from '../../src/model/policy.ts';
import { sumHistograms } from '../../src/stats/sum-histograms.ts';

const rule: Rule = { relative: 0.25, absolute: 0.025, direction: 'increase', severity: 'block', minimum: 100 };
const buckets = {
  default: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  doubling: Array.from({ length: 14 }, (_, index) => 0.002 * 2 ** index),
  coarse: [0.01, 0.1, 1, 10],
};

const random = seededRandom(20_261_121);

function draw(bounds: readonly number[], route: { requests: number; median: number; sigma: number }): PresentEvidence {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  for (let index = 0; index < route.requests; index += 1) {
    const value = route.median * Math.exp(route.sigma * normal(random));
    const bucket = bounds.findIndex((bound) => value <= bound);
    const at = bucket === -1 ? bounds.length : bucket;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  let running = 0;
  const cumulative = counts.map((count) => (running += count));
  const value: Histogram = { kind: 'histogram', bounds: [...bounds], cumulative, unit: 's' };
  return {
    state: 'present',
    measure: 'latency',
    scope: { route: 'GET /', slice: '' },
    source: 'test',
    query: null,
    value,
  };
}

/** How often 40 routes of different speed are called diverged at p50 and at p95 when they are slower by a factor. */
function diverged(bounds: readonly number[], { sigma, factor }: { sigma: number; factor: number }): number {
  let found = 0;
  for (let run = 0; run < 40; run += 1) {
    const median = 0.08 * Math.exp(1.5 * random());
    const reference = draw(bounds, { requests: 6000, median, sigma });
    const candidate = draw(bounds, { requests: 2000, median: median * factor, sigma });
    for (const name of ['p50', 'p95'] as const) {
      const pair = estimatePair({ reference, candidate }, name);
      if (!pair.ok) throw new Error(pair.message);
      if (placeQuantile(pair, rule, { factor: 1, floor: null, isMixture: false }).outcome.status === 'diverged')
        found += 1;
    }
  }
  return found;
}

// Response times that vary little lie in one corner of a bucket; that is where interpolation accuses the innocent.
describe.each([0.2, 0.3, 0.5, 1])('σ = %d, tolerance 25 %%', (sigma) => {
  it.each(Object.entries(buckets))(
    'a route that is 20 %% slower is never called diverged (%s buckets)',
    (_, bounds) => {
      expect(diverged(bounds, { sigma, factor: 1.2 })).toBe(0);
    },
  );

  it.each(['default', 'doubling'] as const)(
    'a route that is twice as slow is found in at least 95 %% (%s buckets)',
    (name) => {
      expect(diverged(buckets[name], { sigma, factor: 2 })).toBeGreaterThanOrEqual(76);
    },
  );
});

describe('the total of three narrow routes', () => {
  it.each(Object.entries(buckets))('that are all 20 %% slower is never called diverged (%s buckets)', (_, bounds) => {
    let accused = 0;
    for (let run = 0; run < 40; run += 1) {
      const medians = [1, 2, 3].map(() => 0.02 * Math.exp(3 * random()));
      const side = (factor: number) =>
        sumHistograms(
          medians.map((median) => {
            const { value } = draw(bounds, { requests: 3000, median: median * factor, sigma: 0.15 });
            if (value.kind !== 'histogram') throw new Error('drawn as a histogram');
            return { histogram: value, weight: 1 };
          }),
        );
      const like = draw(bounds, { requests: 1, median: 1, sigma: 1 });
      const [reference, candidate] = [
        { ...like, value: side(1) },
        { ...like, value: side(1.2) },
      ];
      for (const name of ['p50', 'p95'] as const) {
        const pair = estimatePair({ reference, candidate }, name);
        if (!pair.ok) throw new Error(pair.message);
        const { outcome } = placeQuantile(pair, rule, { factor: 1, floor: null, isMixture: true });
        if (outcome.status === 'diverged') accused += 1;
      }
    }
    expect(accused).toBe(0);
  });
});
