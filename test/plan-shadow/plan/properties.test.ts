import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { diffPlans } from '../../../src/plan-shadow/plan/diff-plans.ts';
import { planPair } from '../../../src/plan-shadow/plan/plan-pair.ts';
import { fingerprintOf, shapeOf } from '../../../src/plan-shadow/plan/shape.ts';
import { countSteps, planOf } from './plan-text.ts';
import { randomPlan } from './random-plan.ts';

const random = seededRandom(20261121);
const plans = Array.from({ length: 300 }, () => randomPlan(random));
const print = (text: string) => fingerprintOf(shapeOf(planOf(text).root));

it('a plan has one fingerprint as text and as JSON, whatever its names', () => {
  for (const { json, text } of plans) {
    expect(countSteps(planOf(text).root), text).toBe(countSteps(planOf(json).root));
    expect(print(text), text).toBe(print(json));
  }
});

it('a plan differs in nothing from itself', () => {
  for (const { json, text } of plans) {
    const [reference, candidate] = [planOf(json), planOf(text)];
    expect(diffPlans({ query: 'q', reference: [reference], candidate: [candidate] }, new Map())).toEqual({
      kind: 'same',
      changes: [],
    });
    const pair = planPair(reference, candidate);
    expect([...pair.reference, ...pair.candidate].filter(({ isOther }) => isOther)).toEqual([]);
  }
});

it('two plans that differ always show a step in which they part', () => {
  let different = 0;
  for (const [at, { json }] of plans.entries()) {
    const [reference, candidate] = [planOf(json), planOf(plans[(at + 1) % plans.length]?.json ?? json)];
    const difference = diffPlans({ query: 'q', reference: [reference], candidate: [candidate] }, new Map());
    if (difference.kind !== 'changed') continue;
    different += 1;
    const pair = planPair(reference, candidate);
    expect(
      [...pair.reference, ...pair.candidate].some(({ isOther }) => isOther),
      json,
    ).toBe(true);
  }
  expect(different).toBeGreaterThan(200);
});

it('the plans are of many kinds', () => {
  const prints = new Set(plans.map(({ json }) => print(json)));
  expect(prints.size).toBeGreaterThan(200);
  for (const word of ['CTE c', 'SubPlan = ', 'Append', 'Hash Join Anti', '__proto__', 'x -> y']) {
    expect(
      [...prints].some((one) => one.includes(word)),
      word,
    ).toBe(true);
  }
});
