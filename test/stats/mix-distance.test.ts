import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/demo/random.ts';
import { mixDistance } from '../../src/stats/mix-distance.ts';

const z = 2.5758;

describe('the Jensen-Shannon distance', () => {
  it('is that of the textbook', () => {
    // ½ · KL(p ‖ m) + ½ · KL(q ‖ m), p = (½, ½), q = (¾, ¼), in bits: 0.0487949…, whose root is 0.2208957…
    const { observed } = mixDistance({ a: 5e8, b: 5e8 }, { a: 75e7, b: 25e7 }, z);
    expect(observed).toBeCloseTo(0.220_896, 5);
  });

  it('is the same from both ends, 0 for one mix and 1 for nothing in common', () => {
    const [one, other] = [
      { a: 90, b: 10, c: 3 },
      { a: 50, c: 9, d: 1 },
    ];
    expect(mixDistance(one, other, z)).toEqual(mixDistance(other, one, z));
    expect(mixDistance({ a: 7e9 }, { a: 3e9 }, z)).toMatchObject({ observed: 0, distance: 0 });
    expect(mixDistance({ a: 7e9 }, { b: 3e9 }, z)).toMatchObject({ observed: 1, distance: expect.closeTo(1, 6) });
  });

  it('is not a number without a sample', () => {
    expect(
      Object.values(mixDistance({}, { a: 1 }, z))
        .flat()
        .every(Number.isNaN),
    ).toBe(true);
  });
});

/** A sample of a mix whose shares fall as 1 ÷ rank, `tilt` of it moved from the first half of the routes to the other. */
function sample(random: () => number, { routes, size, tilt = 0 }: { routes: number; size: number; tilt?: number }) {
  const weights = Array.from(
    { length: routes },
    (_, index) => (1 / (index + 1)) * (index < routes / 2 ? 1 - tilt : 1 + tilt),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sums: number[] = [];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight / total);
  const counts: Record<string, number> = {};
  for (let one = 0; one < size; one += 1) {
    const place = random();
    const index = sums.findIndex((sum) => place < sum);
    counts[`r${index}`] = (counts[`r${index}`] ?? 0) + 1;
  }
  return counts;
}

describe('its noise', () => {
  // Half a percent should come above the floor of 99 % on both sides; of 400 samples that is two, and eight hardly ever.
  it.each([
    { routes: 5, sizes: [1000, 1000] },
    { routes: 12, sizes: [1000, 9000] },
    { routes: 40, sizes: [2000, 20_000] },
    { routes: 120, sizes: [5000, 1500] },
  ] as const)('covers two samples of one mix: $routes routes, $sizes requests', ({ routes, sizes: [left, right] }) => {
    const random = seededRandom(routes);
    let [above, accused, distance] = [0, 0, 0];
    const rounds = 400;
    for (let round = 0; round < rounds; round += 1) {
      const found = mixDistance(sample(random, { routes, size: left }), sample(random, { routes, size: right }), z);
      if (found.observed > found.noiseFloor) above += 1;
      if (found.interval[0] > 0.1) accused += 1;
      distance += found.distance / rounds;
    }
    expect(above / rounds).toBeLessThanOrEqual(0.02);
    expect(accused).toBe(0);
    expect(distance).toBeLessThan(0.02);
  });

  it('does not hide a difference: of a true distance of 0.19 every sample of 3,000 is seen', () => {
    const random = seededRandom(3);
    const truth = mixDistance(
      sample(random, { routes: 12, size: 200_000 }),
      sample(random, { routes: 12, size: 200_000, tilt: 0.6 }),
      z,
    );
    expect(truth.observed).toBeGreaterThan(0.15);
    let seen = 0;
    for (let round = 0; round < 100; round += 1) {
      const found = mixDistance(
        sample(random, { routes: 12, size: 3000 }),
        sample(random, { routes: 12, size: 9000, tilt: 0.6 }),
        z,
      );
      if (found.interval[0] > 0.1) seen += 1;
    }
    expect(seen).toBeGreaterThan(95);
  });

  it('accuses hardly anybody whose true distance is the tolerance itself', () => {
    const random = seededRandom(5);
    // Found by bisection: this tilt has a distance of 0.1.
    let [low, high] = [0, 1];
    for (let step = 0; step < 12; step += 1) {
      const tilt = (low + high) / 2;
      const own = seededRandom(11);
      const far =
        mixDistance(sample(own, { routes: 12, size: 100_000 }), sample(own, { routes: 12, size: 100_000, tilt }), z)
          .distance > 0.1;
      if (far) high = tilt;
      else low = tilt;
    }
    let accused = 0;
    for (let round = 0; round < 400; round += 1) {
      const found = mixDistance(
        sample(random, { routes: 12, size: 2000 }),
        sample(random, { routes: 12, size: 7000, tilt: low }),
        z,
      );
      if (found.interval[0] > 0.1) accused += 1;
    }
    expect(accused / 400).toBeLessThan(0.02);
  });
});
