import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { classifyMetric } from '../../../src/judge/kayenta/classify-metric.ts';
import { shiftInterval } from '../../../src/judge/kayenta/shift-interval.ts';
import { readClassifierCases, readIntervals } from './public-vectors.ts';

const intervals = readIntervals();
const cases = readClassifierCases();

describe.skipIf(intervals === null)('the public intervals of Kayenta’s rank test', () => {
  it.each(intervals ?? [])('$name', ({ x, y, conf, ciLow, ciHigh, estimate, estimatePort }) => {
    const interval = shiftInterval({ experiment: x, control: y }, conf);
    const close = (given: number, wanted: number) => expect(Math.abs(given - wanted)).toBeLessThan(1e-9);
    close(interval.low, ciLow);
    close(interval.high, ciHigh);
    close(interval.estimate, estimate ?? estimatePort ?? Number.NaN);
  });
});

describe.skipIf(cases === null)('the public tests of Kayenta’s classifier', () => {
  it('are there', () => expect(cases?.length).toBe(15));

  it.each(cases ?? [])('$name', ({ experiment, control, metric, constants, asserts }) => {
    const result = classifyMetric({ experiment, control }, metric, { random: seededRandom(1), constants });
    for (const wanted of asserts) {
      const [, word] = /classification == (\w+)/.exec(wanted) ?? [];
      if (word !== undefined) expect(result.classification).toBe(word.toLowerCase());
      else if (wanted === 'result.critical') expect(result.critical).toBe(true);
      else if (wanted === '!result.critical') expect(result.critical).toBe(false);
      else if (wanted === 'result.deviation.isNaN') expect(result.deviation).toBeNaN();
      else expect.unreachable(`an assertion that is not understood: ${wanted}`);
    }
  });
});
