import { describe, expect, it } from 'vitest';
import { lookback, openCounterLedger } from '../../src/canary/counter-ledger.ts';
import type { Sample } from '../../src/canary/sample.ts';

const good = { __name__: 'requests', instance: 'a', status: '200' };
const bad = { __name__: 'requests', instance: 'a', status: '500' };
const other = { __name__: 'requests', instance: 'b', status: '200' };
const at = (labels: Sample['labels'], second: number, value: number): Sample => ({
  labels,
  time: second * 1000,
  value,
});

/** What a ledger says of samples that come in several calls. */
function told(...calls: readonly Sample[][]) {
  const ledger = openCounterLedger();
  const entries = calls.map((samples) => ledger.add(samples));
  return {
    increases: entries.flatMap(({ increases }) =>
      increases.map(({ labels, time, size }) => `${labels['instance']} ${labels['status']} @${time / 1000} +${size}`),
    ),
    restarts: entries.flatMap(({ restarts }) =>
      restarts.map(({ labels, time }) => `${labels['instance']} @${time / 1000}`),
    ),
  };
}

describe('counters', () => {
  it.each<{ name: string; calls: Sample[][]; increases: string[]; restarts?: string[] }>([
    {
      name: 'tell what they rose by, at the time of the later sample; a first sample tells nothing',
      calls: [[at(good, 0, 1000), at(good, 15, 1010), at(good, 30, 1010)]],
      increases: ['a 200 @15 +10', 'a 200 @30 +0'],
    },
    {
      name: 'are told once, whatever calls they come in',
      calls: [[at(good, 0, 1000), at(good, 15, 1010)], [at(good, 30, 1025)], []],
      increases: ['a 200 @15 +10', 'a 200 @30 +15'],
    },
    {
      name: 'that are born in a living process began at 0: the first failures are counted',
      calls: [[at(good, 0, 1000), at(good, 15, 1010), at(bad, 15, 3)]],
      increases: ['a 200 @15 +10', 'a 500 @15 +3'],
    },
    {
      name: 'of a process that is new count from its first scrape, for nobody knows since when it runs',
      calls: [[at(good, 0, 1000)], [at(other, 15, 500_000), at(other, 30, 500_010)]],
      increases: ['b 200 @30 +10'],
    },
    {
      name: 'that fall began anew',
      calls: [[at(good, 0, 1000), at(good, 15, 40)]],
      increases: ['a 200 @15 +40'],
      restarts: ['a @15'],
    },
    {
      name: 'of one process begin anew together, also one that has passed its old value already',
      calls: [[at(good, 0, 1000), at(bad, 0, 2), at(good, 15, 40), at(bad, 15, 5)]],
      increases: ['a 200 @15 +40', 'a 500 @15 +5'],
      restarts: ['a @15'],
    },
    {
      name: 'that were absent since a restart count from 0 when they come back',
      calls: [[at(good, 0, 1000), at(bad, 0, 2), at(good, 15, 40), at(good, 30, 80), at(bad, 30, 3)]],
      increases: ['a 200 @15 +40', 'a 200 @30 +40', 'a 500 @30 +3'],
      restarts: ['a @15'],
    },
    {
      name: 'that were absent without a restart go on from where they stood',
      calls: [[at(good, 0, 1000), at(bad, 0, 2), at(good, 15, 1010), at(good, 30, 1020), at(bad, 30, 3)]],
      increases: ['a 200 @15 +10', 'a 200 @30 +10', 'a 500 @30 +1'],
    },
    {
      name: 'that all fail after a restart are a restart, although no series of before is left',
      calls: [[at(good, 0, 1000), at(bad, 15, 7), at(bad, 30, 9)]],
      increases: ['a 500 @15 +7', 'a 500 @30 +2'],
      restarts: ['a @15'],
    },
    {
      name: 'that get other labels do not bring their whole past with them',
      calls: [[at(good, 0, 1000), at({ ...good, zone: '1' }, 15, 1010), at({ ...good, zone: '1' }, 30, 1030)]],
      increases: ['a 200 @30 +20'],
    },
    {
      name: 'whose series are scraped at times of their own are no restart',
      calls: [[at(good, 0, 1000), at(bad, 3, 4), at(good, 15, 1010), at(bad, 18, 5), at(good, 30, 1030)]],
      increases: ['a 500 @3 +4', 'a 200 @15 +10', 'a 500 @18 +1', 'a 200 @30 +20'],
    },
    {
      name: 'are not counted over a gap longer than the look-back',
      calls: [[at(good, 0, 1000), at(good, lookback / 1000 + 1, 9000), at(good, lookback / 1000 + 16, 9010)]],
      increases: ['a 200 @316 +10'],
    },
    {
      name: 'that are no counts tell NaN, and do not spoil the next one',
      calls: [[at(good, 0, 1000), at(good, 15, Number.NaN), at(good, 30, 1030)]],
      increases: ['a 200 @15 +NaN', 'a 200 @30 +30'],
    },
    {
      name: 'without any label that names a process are processes of their own',
      calls: [
        [
          at({ status: '200' }, 0, 5),
          at({ status: '500' }, 0, 900),
          at({ status: '200' }, 15, 6),
          at({ status: '500' }, 15, 1),
        ],
      ],
      increases: ['undefined 200 @15 +1', 'undefined 500 @15 +1'],
      restarts: ['undefined @15'],
    },
  ])('$name', ({ calls, increases, restarts = [] }) => {
    const read = told(...calls);
    expect(read.increases.sort()).toEqual(increases.sort());
    expect(read.restarts).toEqual(restarts);
  });
});
