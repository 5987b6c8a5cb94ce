import { expect, it } from 'vitest';
import { seededRandom } from '../../src/demo/random.ts';
import { sortedRuns } from '../../src/stats/sorted-runs.ts';

it('has every value at its place, after lots of any size with many equal values', () => {
  const random = seededRandom(7);
  for (let trial = 0; trial < 60; trial += 1) {
    const runs = sortedRuns();
    const all: number[] = [];
    const lots = Math.floor(random() * 12);
    for (let lot = 0; lot < lots; lot += 1) {
      const values = Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * (1 + trial)) - 3);
      runs.add(new Float64Array(values).sort());
      all.push(...values);
      const wanted = all.toSorted((one, other) => one - other);
      expect(runs.size()).toBe(wanted.length);
      expect(wanted.map((_, place) => runs.at(place))).toEqual(wanted);
    }
  }
});

it('has nothing outside of its places', () => {
  const runs = sortedRuns();
  expect([runs.at(0), runs.size()]).toEqual([undefined, 0]);
  runs.add(new Float64Array([1, 2]));
  expect([-1, 2, 0.5, Number.NaN].map((place) => runs.at(place))).toEqual([undefined, undefined, undefined, undefined]);
});
