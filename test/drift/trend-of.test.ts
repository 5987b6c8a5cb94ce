import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/demo/random.ts';
import { trendOf } from '../../src/drift/trend-of.ts';

describe('the trend of scores', () => {
  it.each([
    ['worse', [90, 88, 87, 85, 80, 79, 77, 70, 66]],
    ['better', [60, 61, 60, 65, 70, 75, 75, 80, 90]],
    ['steady', [90, 70, 88, 72, 91, 69, 90, 71, 89]],
    ['steady', [80, 80, 80, 80, 80, 80, 80, 80]],
    ['steady', [90, 90, 90, 90, 10, 90, 90, 90, 90, 90]],
    ['unknown', [90, 80, 70, 60, 50, 40, 30]],
    ['unknown', [90, 80, 70, 60, Number.NaN, 40, 30, 20, 10]],
    ['unknown', []],
  ] as const)('is %s', (trend, scores) => expect(trendOf(scores)).toBe(trend));

  it('is mirrored when the scores are', () => {
    const scores = [90, 88, 87, 85, 80, 79, 77, 70, 66];
    expect(trendOf(scores.toReversed())).toBe('better');
    expect(trendOf(scores.map((score) => -score))).toBe('better');
  });

  it.each([8, 12, 20])('is a false alarm in at most 5 %% of %i scores without one, ties included', (count) => {
    const random = seededRandom(count);
    const runs = 4000;
    let alarms = 0;
    for (let run = 0; run < runs; run += 1) {
      const scores = Array.from({ length: count }, () => Math.round(random() * 20));
      if (trendOf(scores) !== 'steady') alarms += 1;
    }
    expect(alarms / runs).toBeLessThan(0.057);
    expect(alarms / runs).toBeGreaterThan(0.015);
  });

  it('is found in at least nine of ten series that lose a point a run under noise of five', () => {
    const random = seededRandom(7);
    let found = 0;
    for (let run = 0; run < 500; run += 1) {
      const scores = Array.from({ length: 20 }, (_, index) => 90 - index + (random() - 0.5) * 10);
      if (trendOf(scores) === 'worse') found += 1;
    }
    expect(found / 500).toBeGreaterThan(0.9);
  });
});
