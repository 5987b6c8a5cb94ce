import { expect, it } from 'vitest';
import { findDrifts } from '../../src/drift/find-drifts.ts';
import { steadinessOf } from '../../src/drift/steadiness-of.ts';
import { driftBody } from '../../src/report/drift/drift-issue.ts';
import { comparisonOf, record, verdictOf } from '../fixtures/comparison.ts';

const production = record('production', 1);
const lying = verdictOf(
  comparisonOf(production, record('staging', 2, { changes: new Map([['GET /search', { median: 0.55 }]]) })),
);
const honest = verdictOf(comparisonOf(production, record('staging', 3)));
const blind = { ...honest, findings: [] };
const [drift] = findDrifts(lying);
if (drift === undefined) throw new Error('the fixture shows no drift');

it.each([
  { name: 'always there', runs: [lying, lying, lying], expected: { told: 3, seen: 3, changes: 0, isFlapping: false } },
  { name: 'new', runs: [lying, honest, honest], expected: { told: 3, seen: 1, changes: 1, isFlapping: false } },
  {
    name: 'flapping',
    runs: [lying, honest, lying, honest],
    expected: { told: 4, seen: 2, changes: 3, isFlapping: true },
  },
  {
    name: 'unmeasured in between',
    runs: [lying, blind, lying],
    expected: { told: 2, seen: 2, changes: 0, isFlapping: false },
  },
  { name: 'never told', runs: [blind], expected: { told: 0, seen: 0, changes: 0, isFlapping: false } },
])('a drift is $name', ({ runs, expected }) => expect(steadinessOf(runs, drift.key)).toEqual(expected));

it('the issue says how steady it is, and what to look for when it is not', () => {
  const body = (runs: (typeof lying)[]) =>
    driftBody({ drift, history: runs.map((verdict) => ({ verdict, link: null })) });
  expect(body([lying, lying, lying])).toContain('Seen in 3 of the last 3 runs that could tell.\n');
  expect(body([lying, honest, lying, honest, lying])).toContain('**It comes and goes** (4 changes)');
});
