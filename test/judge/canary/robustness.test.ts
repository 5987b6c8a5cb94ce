import { describe, expect, it } from 'vitest';
import { normal, type Random, seededRandom } from '../../../src/demo/random.ts';
import { startBetScores } from '../../../src/judge/canary/bet-scores.ts';
import { startGauge } from '../../../src/judge/canary/start-gauge.ts';
import { binomial, geometric, mostByChance } from './draw.ts';

const looks = 200;
const rate = 0.005;
const runs = 200;
/** 5 % of 1,000, 5 % of 10,000 and half of 1,000 requests per look. */
const sizes = [
  { canary: 50, baseline: 950 },
  { canary: 500, baseline: 9500 },
  { canary: 500, baseline: 500 },
] as const;

interface Seen {
  readonly bad: number;
  readonly total: number;
}
type Size = (typeof sizes)[number];
/** What both sides do in one look of a release that changes nothing. */
type World = (size: Size, random: Random) => (look: number) => { readonly canary: Seen; readonly baseline: Seen };

/** Tables of the binomial distribution, each made once. */
const tables = new Map<string, (random: Random) => number>();
function draw(random: Random, total: number, p: number): Seen {
  const key = `${total} ${p.toFixed(6)}`;
  const table = tables.get(key) ?? binomial(total, p);
  tables.set(key, table);
  return { bad: table(random), total };
}

/** Both sides with a rate that depends on the look. */
const rates =
  (canary: (look: number, random: Random) => number, baseline = canary): World =>
  (size, random) =>
  (look) => ({
    canary: draw(random, size.canary, canary(look, random)),
    baseline: draw(random, size.baseline, baseline(look, random)),
  });

const sum = (count: number, one: () => number) => {
  let total = 0;
  for (let at = 0; at < count; at += 1) total += one();
  return total;
};
const retried = (random: Random, { bad, total }: Seen): Seen => {
  const attempts = sum(bad, () => geometric(random, 3));
  return { bad: attempts, total: total + attempts - bad };
};
const clustered = (random: Random, total: number): Seen => {
  const clusters = draw(random, total, rate / 10).bad;
  return {
    bad: Math.min(
      total,
      sum(clusters, () => geometric(random, 10)),
    ),
    total,
  };
};

/** Releases that change nothing, and the largest share that may fail at 1 %: the figures of the specification. */
const unchanged: { readonly name: string; readonly most: number; readonly world: World }[] = [
  {
    name: 'retries, three attempts on average',
    most: 0.018,
    world: (size, random) => () => ({
      canary: retried(random, draw(random, size.canary, rate)),
      baseline: retried(random, draw(random, size.baseline, rate)),
    }),
  },
  {
    name: 'errors in clusters of ten on average',
    most: 0.064,
    world: (size, random) => () => ({
      canary: clustered(random, size.canary),
      baseline: clustered(random, size.baseline),
    }),
  },
  {
    name: 'bursts of each side’s own',
    most: 0.01,
    world: rates((_, random) => (random() < 0.02 ? rate + 0.02 : rate)),
  },
  {
    name: 'one burst of 10 points in the canary alone',
    most: 0.01,
    world: rates(
      (look) => (look === 60 ? rate + 0.1 : rate),
      () => rate,
    ),
  },
  { name: 'bursts that both sides share', most: 0.01, world: rates((look) => (look % 20 === 7 ? 0.05 : rate)) },
  {
    name: 'a rate that swings by 90 % over the day',
    most: 0.01,
    world: rates((look) => rate * (1 + 0.9 * Math.sin((2 * Math.PI * look) / 100))),
  },
  {
    name: 'a ramp from 1 to 50 % while the rate of errors rises',
    most: 0.01,
    world: (size, random) => (look) => {
      const total = size.canary + size.baseline;
      const canary = Math.round(total * (0.01 + (0.49 * Math.floor(look / 20)) / 9));
      const p = rate * (1 + Math.floor(look / 20));
      return { canary: draw(random, canary, p), baseline: draw(random, total - canary, p) };
    },
  },
];

/** The look at which a release fails, or Infinity. */
function failsAt(next: ReturnType<World>): number {
  const scores = startBetScores({ rho: 1.2, delta: 0.001 }, looks);
  const past = { bad: 0, total: 0 };
  for (let look = 0; look < looks; look += 1) {
    const { canary, baseline } = next(look);
    const interval = {
      canaryBad: canary.bad,
      canaryTotal: canary.total,
      baselineBad: baseline.bad,
      baselineTotal: baseline.total,
      partial: 0,
      partialWeight: 0,
    };
    const { logFail } = scores.look({ interval, centre: past.total === 0 ? 0 : past.bad / past.total });
    if (logFail >= Math.log(100)) return look + 1;
    past.bad += baseline.bad;
    past.total += baseline.total;
  }
  return Number.POSITIVE_INFINITY;
}

describe('releases that change nothing, in a world that is not as tests assume', () => {
  it.each(unchanged)('$name: at most $most fail', ({ world, most }) => {
    const random = seededRandom(20_261_121);
    for (const size of sizes) {
      const failed = Array.from({ length: runs }, () => failsAt(world(size, random))).filter(Number.isFinite);
      expect(failed.length, JSON.stringify(size)).toBeLessThanOrEqual(mostByChance(runs, most));
    }
  });
});

describe('a regression that starts at look 100', () => {
  it.each([
    { size: sizes[0], within: 45 },
    { size: sizes[1], within: 17 },
    { size: sizes[2], within: 18 },
  ])('from 0.5 to 2 % is found within $within looks (median) in $size.canary of them', ({ size, within }) => {
    const random = seededRandom(11);
    const world = rates(
      (look) => (look < 100 ? rate : 0.02),
      () => rate,
    );
    const found = Array.from({ length: 61 }, () => failsAt(world(size, random))).sort((a, b) => a - b);
    expect(found[30]).toBeGreaterThan(100);
    expect((found[30] ?? Number.NaN) - 100).toBeLessThanOrEqual(within);
  });
});

describe('a gauge exactly at its tolerance', () => {
  it.each([
    { memory: 0, most: 0.002 },
    { memory: 0.5, most: 0.007 },
    { memory: 0.8, most: 0.009 },
    { memory: 0.9, most: 0.013 },
    { memory: 0.95, most: 0.018 },
  ])('with an autocorrelation of $memory fails in at most $most', ({ memory, most }) => {
    const random = seededRandom(3);
    let failed = 0;
    for (let run = 0; run < 1000; run += 1) {
      const look = startGauge(1.1);
      let noise = normal(random);
      for (let at = 0; at < looks; at += 1) {
        noise = memory * noise + Math.sqrt(1 - memory * memory) * normal(random);
        if (look({ canary: 110 * Math.exp(0.05 * noise), baseline: 100 }).logFail >= Math.log(1 / 0.02)) {
          failed += 1;
          break;
        }
      }
    }
    expect(failed).toBeLessThanOrEqual(mostByChance(1000, most));
  });

  it('and one 10 % beyond it is found in fewer than 25 looks (median), where its looks are independent', () => {
    const random = seededRandom(5);
    const found = Array.from({ length: 101 }, () => {
      const look = startGauge(1.1);
      for (let at = 1; at <= looks; at += 1) {
        const row = { canary: 121 * Math.exp(0.05 * normal(random)), baseline: 100 };
        if (look(row).logFail >= Math.log(1 / 0.02)) return at;
      }
      return Number.POSITIVE_INFINITY;
    }).sort((a, b) => a - b);
    expect(found[50]).toBeLessThan(25);
  });
});
