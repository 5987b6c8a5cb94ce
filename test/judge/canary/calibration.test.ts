import { beforeAll, describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../../src/demo/random.ts';
import { startBetScores } from '../../../src/judge/canary/bet-scores.ts';
import type { Interval } from '../../../src/judge/canary/interval.ts';
import { binomial, mostByChance } from './draw.ts';

const looks = 100;

interface Design {
  readonly share: number;
  readonly requests: number;
  readonly rate: number;
  readonly rho: number;
  readonly delta: number;
}

/** Shares of 5, 50 and 95 %, 40 to 2,000 requests per look, 0.1 to 30 % of them bad, four tolerances. */
const designs: Design[] = [0.05, 0.5, 0.95].flatMap((share) =>
  [40, 300, 2000].flatMap((requests) =>
    [0.001, 0.005, 0.05, 0.3].map((rate, at) => ({
      share,
      requests,
      rate,
      ...([
        { rho: 1.2, delta: 0.001 },
        { rho: 1, delta: 0.005 },
        { rho: 1.5, delta: 0 },
        { rho: 0, delta: 0.3 },
      ][at] ?? { rho: 1, delta: 0 }),
    })),
  ),
);

/** The highest that both scores of one release come to, looked at after every interval. */
function peaks(next: (look: number) => Interval, { rho, delta }: Pick<Design, 'rho' | 'delta'>) {
  const scores = startBetScores({ rho, delta }, looks);
  const past = { bad: 0, total: 0 };
  let [fail, pass] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let look = 0; look < looks; look += 1) {
    const interval = next(look);
    const now = scores.look({ interval, centre: past.total === 0 ? 0 : past.bad / past.total });
    past.bad += interval.baselineBad;
    past.total += interval.baselineTotal;
    fail = Math.max(fail, now.logFail);
    pass = Math.max(pass, now.logPass);
  }
  return { fail, pass };
}

function release(design: Design, random: Random): () => Interval {
  const canaryTotal = Math.round(design.requests * design.share);
  const baselineTotal = design.requests - canaryTotal;
  const atEdge = Math.min(1, design.rho * design.rate + design.delta);
  const [canary, baseline] = [binomial(canaryTotal, atEdge), binomial(baselineTotal, design.rate)];
  return () => ({
    canaryBad: canary(random),
    canaryTotal,
    baselineBad: baseline(random),
    baselineTotal,
    partial: 0,
    partialWeight: 0,
  });
}

describe(`a canary exactly at the edge of its tolerance, looked at ${looks} times, in ${designs.length} designs`, () => {
  const runs = 300;
  const random = seededRandom(20_261_120);
  let all: { readonly fail: number; readonly pass: number }[][] = [];
  beforeAll(() => {
    all = designs.map((design) => {
      const next = release(design, random);
      return Array.from({ length: runs }, () => peaks(next, design));
    });
  });
  const shareAbove = (alpha: number, score: 'fail' | 'pass') =>
    all.map((releases) => releases.filter((peak) => peak[score] >= Math.log(1 / alpha)).length);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

  it('is judged in at least 30 designs', () => expect(designs.length).toBeGreaterThanOrEqual(30));

  it.each([
    { score: 'fail', alpha: 0.01 },
    { score: 'fail', alpha: 0.1 },
    { score: 'pass', alpha: 0.05 },
    { score: 'pass', alpha: 0.2 },
  ] as const)('its $score score reaches 1/$alpha in at most that share of releases', ({ score, alpha }) => {
    const counts = shareAbove(alpha, score);
    expect(Math.max(...counts)).toBeLessThanOrEqual(mostByChance(runs, alpha));
    expect(sum(counts)).toBeLessThanOrEqual(mostByChance(runs * designs.length, alpha));
  });

  it('yet the scores are no dead letters: some do reach 1/0.2', () => {
    expect(sum(shareAbove(0.2, 'fail'))).toBeGreaterThan(0);
    expect(sum(shareAbove(0.2, 'pass'))).toBeGreaterThan(0);
  });
});

describe('power', () => {
  it.each([
    { rate: 0.05, requests: 1000, share: 0.05, most: 8 },
    { rate: 0.02, requests: 1000, share: 0.05, most: 26 },
    { rate: 0.02, requests: 1000, share: 0.5, most: 8 },
    { rate: 0.01, requests: 10_000, share: 0.05, most: 36 },
  ])('$rate instead of 0.005 at $share of $requests requests is found within $most looks (median)', (design) => {
    const random = seededRandom(7);
    const canaryTotal = design.requests * design.share;
    const [canary, baseline] = [binomial(canaryTotal, design.rate), binomial(design.requests - canaryTotal, 0.005)];
    const found = Array.from({ length: 60 }, () => {
      const scores = startBetScores({ rho: 1.2, delta: 0.001 }, 200);
      for (let look = 1; look <= 200; look += 1) {
        const interval = {
          canaryBad: canary(random),
          canaryTotal,
          baselineBad: baseline(random),
          baselineTotal: design.requests - canaryTotal,
          partial: 0,
          partialWeight: 0,
        };
        const { logFail } = scores.look({ interval, centre: 0.005 });
        if (logFail >= Math.log(100)) return look;
      }
      return Number.POSITIVE_INFINITY;
    });
    expect(found.sort((a, b) => a - b)[30]).toBeLessThanOrEqual(design.most);
  });
});
