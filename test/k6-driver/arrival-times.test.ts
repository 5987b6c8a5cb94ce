import { describe, expect, it } from 'vitest';
import { arrivalTimes, mostVirtualUsers, scenarioDuration } from './arrival-times.ts';
import { parseOptions, type Scenario } from './options.ts';

function scenarioOf(given: object): Scenario {
  const { scenarios } = parseOptions({ scenarios: { one: given } });
  const scenario = scenarios.get('one');
  if (scenario === undefined) throw new Error('no scenario');
  return scenario;
}

function timesOf(given: object): number[] {
  const scenario = scenarioOf(given);
  if (!('preAllocatedVUs' in scenario)) throw new Error('no arrivals');
  return [...arrivalTimes(scenario)].map((time) => Math.round(time));
}

const constant = (rate: number, timeUnit: string) => ({
  executor: 'constant-arrival-rate',
  rate,
  timeUnit,
  duration: '10s',
  preAllocatedVUs: 1,
});
const ramping = (startRate: number, stages: readonly (readonly [string, number])[]) => ({
  executor: 'ramping-arrival-rate',
  startRate,
  stages: stages.map(([duration, target]) => ({ duration, target })),
  preAllocatedVUs: 1,
});

describe('when iterations start', () => {
  it.each([
    { name: 'evenly from the first moment', given: constant(1, '2s'), expected: [0, 2000, 4000, 6000, 8000] },
    { name: 'three in 10 s', given: constant(3, '10s'), expected: [0, 3333, 6667] },
    {
      name: 'a constant stage begins after its first gap',
      given: ramping(2, [['2s', 2]]),
      expected: [500, 1000, 1500, 2000],
    },
    // The area below 0 → 2 per second over 2 s is t²/2: one at √2 s, two at 2 s.
    { name: 'a ramp from nothing', given: ramping(0, [['2s', 2]]), expected: [1414, 2000] },
    // 2 → 0 over 2 s has the area 2t − t²/2: one at 2 − √2 s.
    { name: 'a ramp to nothing', given: ramping(2, [['2s', 0]]), expected: [586, 2000] },
    {
      name: 'what a stage leaves over is carried into the next',
      given: ramping(1, [
        ['1500ms', 1],
        ['1s', 1],
      ]),
      expected: [1000, 2000],
    },
    {
      name: 'a jump between stages',
      given: ramping(1, [
        ['1s', 1],
        ['0s', 4],
        ['1s', 4],
      ]),
      expected: [1000, 1250, 1500, 1750, 2000],
    },
    { name: 'never at no rate', given: ramping(0, [['5s', 0]]), expected: [] },
  ])('$name', ({ given, expected }) => {
    expect(timesOf(given)).toEqual(expected);
  });

  it('is as often as the area below the rate says, whatever the stages', () => {
    const stages = Array.from({ length: 50 }, (_, index): readonly [string, number] => ['700ms', (index * 37) % 11]);
    const times = timesOf(ramping(5, stages));
    const targets = [5, ...stages.map(([, target]) => target)];
    const area = targets.slice(1).reduce((sum, target, index) => sum + (0.7 * (target + (targets[index] ?? 0))) / 2, 0);
    expect(times).toHaveLength(Math.floor(area));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('what a scenario needs', () => {
  it.each([
    { given: { executor: 'constant-vus', vus: 3, duration: '1m30s' }, seconds: 90, users: 3 },
    { given: ramping(1, [['2s', 5]]), seconds: 2, users: 1 },
    { given: { ...constant(1, '1s'), maxVUs: 7 }, seconds: 10, users: 7 },
    { given: { executor: 'ramping-vus', stages: [{ duration: '1m', target: 9 }] }, seconds: 60, users: 9 },
    { given: { executor: 'per-vu-iterations', vus: 2, iterations: 4 }, seconds: 600, users: 2 },
  ])('$given.executor', ({ given, seconds, users }) => {
    const scenario = scenarioOf(given);
    expect([scenarioDuration(scenario) / 1000, mostVirtualUsers(scenario)]).toEqual([seconds, users]);
  });
});
