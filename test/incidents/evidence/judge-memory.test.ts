import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { judgeMemory } from '../../../src/incidents/evidence/judge-memory.ts';

const rule = { skip: 0.2, growth: 0.1 };
const values = 180;
const megabyte = 1e6;

/** Memory of a process that begins at 100 MB. */
function memory(shape: (share: number) => number, seed = 1, noise = 2): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: values }, (_, index) => (100 + shape(index / values) + noise * random()) * megabyte);
}

const sawtooth = (share: number) => 15 * ((share * 20) % 1);

it.each([
  { name: 'rises all the time', shape: (share: number) => 60 * share, outcome: 'failed' },
  { name: 'rises under a sawtooth', shape: (share: number) => 60 * share + sawtooth(share), outcome: 'failed' },
  { name: 'rises ever faster', shape: (share: number) => 60 * share ** 2, outcome: 'failed' },
  { name: 'goes up and down', shape: sawtooth, outcome: 'passed' },
  { name: 'stays', shape: () => 0, outcome: 'passed' },
  { name: 'falls', shape: (share: number) => -50 * share, outcome: 'passed' },
  { name: 'fills a cache first', shape: (share: number) => 80 * Math.min(1, share / 0.4), outcome: 'passed' },
  { name: 'rises by less than anybody minds', shape: (share: number) => 8 * share, outcome: 'passed' },
])('memory that $name: $outcome', ({ shape, outcome }) => {
  expect(judgeMemory([{ name: 'a', bytes: memory(shape) }], rule, values).outcome).toBe(outcome);
});

it('is hardly ever called a leak where it only wanders about a level', () => {
  let leaks = 0;
  for (let seed = 0; seed < 200; seed += 1) {
    const random = seededRandom(seed);
    let level = 0;
    const bytes = memory(() => {
      level = 0.9 * level + 8 * (random() - 0.5);
      return level;
    }, seed);
    if (judgeMemory([{ name: 'a', bytes }], rule, values).outcome === 'failed') leaks += 1;
  }
  expect(leaks / 200).toBeLessThanOrEqual(0.02);
});

it('is judged process by process, and the one that leaks speaks', () => {
  const series = [
    { name: 'a', bytes: memory(sawtooth) },
    { name: 'b', bytes: memory((share) => 60 * share) },
  ];
  expect(judgeMemory(series, rule, values)).toMatchObject({
    outcome: 'failed',
    why: expect.stringContaining('memory of b: +'),
  });
});

it.each([
  { name: 'no series', series: [], why: 'no series' },
  {
    name: 'a process that was replaced',
    series: [{ name: 'a', bytes: memory(sawtooth).slice(90) }],
    why: '90 of 180 moments',
  },
  {
    name: 'a value that is none',
    series: [{ name: 'a', bytes: [...memory(sawtooth).slice(1), Number.NaN] }],
    why: 'moments',
  },
])('says nothing of $name', ({ series, why }) => {
  expect(judgeMemory(series, rule, values)).toMatchObject({ outcome: 'unmeasured', why: expect.stringContaining(why) });
});

it('says nothing of a run that was too short for a trend', () => {
  const series = [{ name: 'a', bytes: memory((share) => 60 * share).slice(0, 13) }];
  expect(judgeMemory(series, rule, 13)).toMatchObject({
    outcome: 'unmeasured',
    why: expect.stringContaining('too few'),
  });
});
