import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { failGrid, passGrid } from '../../../src/judge/canary/constants.ts';
import { type Allowance, type Interval, nothingSeen } from '../../../src/judge/canary/interval.ts';
import { logBet } from '../../../src/judge/canary/log-bet.ts';

/** Probabilities of 0 to n successes. */
function binomials(n: number, p: number): number[] {
  const chances = [1];
  for (let trial = 0; trial < n; trial += 1) {
    chances.push(0);
    for (let k = chances.length - 1; k >= 0; k -= 1)
      chances[k] = (chances[k] ?? 0) * (1 - p) + (chances[k - 1] ?? 0) * p;
  }
  return chances;
}

interface World {
  readonly canaryTotal: number;
  readonly baselineTotal: number;
  readonly canaryRate: number;
  readonly baselineRate: number;
  /** Of the bad baseline requests this share is bad in part only, with this weight. */
  readonly weight: number;
}

/** The exact expectation of a bet, by summing over everything that can happen. */
function expectation(world: World, bet: (interval: Interval) => number): number {
  const canary = binomials(world.canaryTotal, world.canaryRate);
  // With a weight below 1 every bad request is bad in part, and there are accordingly more of them.
  const baseline = binomials(world.baselineTotal, world.baselineRate / world.weight);
  let sum = 0;
  canary.forEach((chance, canaryBad) => {
    baseline.forEach((other, bad) => {
      const isPartial = world.weight < 1;
      const interval = {
        canaryBad,
        canaryTotal: world.canaryTotal,
        baselineBad: isPartial ? 0 : bad,
        baselineTotal: world.baselineTotal,
        partial: isPartial ? bad : 0,
        partialWeight: isPartial ? world.weight : 0,
      };
      sum += chance * other * Math.exp(bet(interval));
    });
  });
  return sum;
}

const allowances: Allowance[] = [0, 0.5, 1, 1.2, 3].flatMap((rho) => [0, 0.001, 0.05].map((delta) => ({ rho, delta })));
const totals = [
  { canaryTotal: 1, baselineTotal: 1 },
  { canaryTotal: 3, baselineTotal: 8 },
  { canaryTotal: 9, baselineTotal: 2 },
];
const worlds = totals.flatMap((total) =>
  [0, 0.01, 0.2].flatMap((baselineRate) => [1, 0.3].map((weight) => ({ ...total, baselineRate, weight }))),
);

describe('a bet, summed over everything that can happen', () => {
  const cases = allowances.flatMap((allowance) =>
    worlds.flatMap((world) => {
      const allowed = Math.min(1, allowance.rho * world.baselineRate + allowance.delta);
      return [0, 0.02, 0.4].map((centre) => ({ world, allowance, allowed, centre }));
    }),
  );
  const largest = (multiples: readonly number[], rates: (allowed: number) => readonly number[]) =>
    Math.max(
      ...cases.flatMap(({ world, allowance, allowed, centre }) =>
        multiples.flatMap((multiple) =>
          rates(allowed).map((canaryRate) =>
            expectation({ ...world, canaryRate }, (interval) => logBet(interval, { allowance, centre }, multiple)),
          ),
        ),
      ),
    );

  it('is worth at most 1 against a canary within its tolerance (FAIL)', () => {
    expect(largest(failGrid, (allowed) => [allowed, allowed / 2, 0])).toBeLessThanOrEqual(1 + 1e-12);
  });

  it('is worth at most 1 against a canary at or beyond its tolerance (PASS)', () => {
    expect(largest(passGrid, (allowed) => [allowed, (1 + allowed) / 2, 1])).toBeLessThanOrEqual(1 + 1e-12);
  });

  it('can be worth more than 1 where it ought to be', () => {
    expect(largest(failGrid, (allowed) => [Math.min(1, 3 * allowed + 0.1)])).toBeGreaterThan(1.5);
    expect(largest(passGrid, () => [0])).toBeGreaterThan(1.01);
    expect(cases.length * 5 * 3).toBeGreaterThan(3000);
  });
});

describe('a bet', () => {
  const setting = { allowance: { rho: 1.2, delta: 0.001 }, centre: 0.01 };
  const interval = { ...nothingSeen, canaryBad: 2, canaryTotal: 50, baselineBad: 5, baselineTotal: 950 };

  it('rises with the canary’s bad requests and falls with the baseline’s (FAIL), and the other way round (PASS)', () => {
    const random = seededRandom(17);
    for (let run = 0; run < 500; run += 1) {
      const canaryTotal = 2 + Math.floor(random() * 500);
      const baselineTotal = 2 + Math.floor(random() * 5000);
      const one = {
        ...nothingSeen,
        canaryTotal,
        baselineTotal,
        canaryBad: Math.floor(random() * canaryTotal),
        baselineBad: Math.floor(random() * baselineTotal),
      };
      const given = { allowance: { rho: 0.5 + 2 * random(), delta: random() * 0.01 }, centre: random() * 0.3 };
      const worse = { ...one, canaryBad: one.canaryBad + 1 };
      const excused = { ...one, baselineBad: one.baselineBad + 1 };
      for (const multiple of [...failGrid, ...passGrid]) {
        const sign = multiple > 1 ? 1 : -1;
        const base = logBet(one, given, multiple);
        expect(sign * (logBet(worse, given, multiple) - base)).toBeGreaterThan(0);
        expect(sign * (logBet(excused, given, multiple) - base)).toBeLessThan(0);
        expect(Number.isFinite(base)).toBe(true);
      }
    }
  });

  it.each([
    { name: 'no canary request', given: { ...interval, canaryBad: 0, canaryTotal: 0 }, allowance: setting.allowance },
    {
      name: 'no baseline request',
      given: { ...interval, baselineBad: 0, baselineTotal: 0 },
      allowance: setting.allowance,
    },
    { name: 'everything allowed', given: interval, allowance: { rho: 1, delta: 1 } },
  ])('says nothing with $name', ({ given, allowance }) => {
    for (const multiple of [...failGrid, ...passGrid]) {
      expect(logBet(given, { allowance, centre: 0.01 }, multiple)).toBe(0);
    }
  });

  it('of a plain SLO does not look at the baseline', () => {
    const allowance = { rho: 0, delta: 0.01 };
    const bet = (given: Interval) => logBet(given, { allowance, centre: 0 }, 2.5);
    expect(bet({ ...interval, baselineBad: 900 })).toBe(bet(interval));
    expect(bet({ ...interval, baselineBad: 0, baselineTotal: 0 })).toBe(bet(interval));
    expect(bet({ ...interval, canaryBad: 20 })).toBeGreaterThan(bet(interval));
  });

  it.each(failGrid)('takes requests that are bad in part for bad, or for good, at the ends (%d)', (multiple) => {
    const part = (partial: number, partialWeight: number) => ({ ...interval, partial, partialWeight });
    const whole = logBet({ ...interval, baselineBad: 9 }, setting, multiple);
    expect(logBet(part(4, 1), setting, multiple)).toBeCloseTo(whole, 12);
    expect(logBet(part(4, 0), setting, multiple)).toBeCloseTo(logBet(interval, setting, multiple), 12);
  });
});
