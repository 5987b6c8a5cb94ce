import { describe, expect, it } from 'vitest';
import { findFlips, type Probe } from '../../../src/plan-shadow/why/find-flips.ts';
import { aboutRows, rowsBetween } from '../../../src/plan-shadow/why/rows-between.ts';

/** Something that changes at the given places. */
function changing(places: readonly number[]) {
  const asked: number[] = [];
  const probe = async (at: number): Promise<Probe<null>> => {
    asked.push(at);
    return { at, key: String(places.filter((place) => at >= place).length), value: null };
  };
  return { asked, probe };
}
const search = { parts: 4, resolution: 0.01 };

describe('where something changes', () => {
  it.each([[[]], [[0.3]], [[0.05, 0.3]], [[0.1, 0.12, 0.9]], [[1]], [[0.5]]])('is found at %j', async (places) => {
    const { asked, probe } = changing(places);
    const flips = await findFlips(probe, search);
    expect(flips).toHaveLength(places.length);
    for (const [at, { before, after }] of flips.entries()) {
      const place = places[at] ?? Number.NaN;
      expect(before.at < place && place <= after.at, String(place)).toBe(true);
      expect(after.at - before.at).toBeLessThanOrEqual(0.01);
    }
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(5 + 6 * places.length);
  });
});

describe('rows', () => {
  it('lie between two sizes by ratio, ends included', () => {
    expect([0, 0.5, 1].map((share) => rowsBetween({ from: 12_000, to: 14_000_000 }, share))).toEqual([
      12_000, 409_878, 14_000_000,
    ]);
    expect(rowsBetween({ from: 0, to: 100 }, 0)).toBe(1);
  });

  it('are said with two digits that count', () => {
    expect([1, 999, 11_870, 999_999, 1_304_112, 14_000_000, 2.25e9].map(aboutRows)).toEqual([
      '1',
      '1,000',
      '12,000',
      '1 million',
      '1.3 million',
      '14 million',
      '2.3 billion',
    ]);
  });
});
