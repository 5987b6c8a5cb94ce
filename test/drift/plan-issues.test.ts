import { describe, expect, it } from 'vitest';
import { findDrifts, sightingOf } from '../../src/drift/find-drifts.ts';
import { type DriftIssue, planIssues } from '../../src/drift/plan-issues.ts';
import { stateOf } from '../../src/drift/state-of.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { comparisonOf, record, verdictOf } from '../fixtures/comparison.ts';

const slowRoute = (factor: number) => ({ changes: new Map([['GET /search', { median: 0.11 * factor }]]) });
const production = record('production', 1);
const lying = verdictOf(comparisonOf(production, record('staging', 2, slowRoute(5))));
const worse = verdictOf(comparisonOf(production, record('staging', 2, slowRoute(20))));
const honest = verdictOf(comparisonOf(production, record('staging', 3)));
const idle = verdictOf(comparisonOf(production, record('staging', 4, { requests: 200 })));
const [drift] = findDrifts(lying);
if (drift === undefined) throw new Error('the fixture shows no drift');

const issue = (given: Partial<DriftIssue> = {}): DriftIssue => ({
  number: 12,
  key: drift.key,
  isOpen: true,
  state: stateOf(drift),
  ...given,
});
const plan = (verdicts: readonly Verdict[], issues: readonly DriftIssue[] = [], openedToday = 0) =>
  planIssues({ verdicts, issues, openedToday }).map((action) =>
    action.kind === 'update' ? `update${action.changed ? ' with a comment' : ''}` : action.kind,
  );

describe('drifts', () => {
  it('are one per thing that differs, whichever quantile says so', () => {
    expect(findDrifts(lying).map(({ findings }) => findings[0].subject)).toEqual(['GET /search']);
    expect(findDrifts(worse)[0]?.key).toBe(drift.key);
    expect(findDrifts(honest)).toEqual([]);
  });

  it('are seen, gone, or not to be told', () => {
    expect([lying, honest, idle].map((verdict) => sightingOf(verdict, drift.key))).toEqual([
      'seen',
      'clean',
      'unknown',
    ]);
  });
});

describe('the issue about a drift', () => {
  it.each([
    { name: 'one run', verdicts: [lying], actions: [] },
    { name: 'two runs in a row', verdicts: [lying, lying], actions: [] },
    { name: 'three runs in a row', verdicts: [lying, lying, lying], actions: ['open'] },
    { name: 'a clean run among them', verdicts: [lying, honest, lying, lying], actions: [] },
    { name: 'a run between that measured nothing', verdicts: [lying, idle, lying, lying], actions: ['open'] },
    { name: 'a run that measured nothing, at last', verdicts: [idle, lying, lying, lying], actions: [] },
  ])('after $name: $actions', ({ verdicts, actions }) => {
    expect(plan(verdicts)).toEqual(actions);
  });

  it.each([
    { name: 'the same again', verdicts: [lying, lying], actions: ['update'] },
    { name: 'four times as bad', verdicts: [worse, lying], actions: ['update with a comment'] },
    { name: 'two clean runs', verdicts: [honest, honest, lying], actions: [] },
    { name: 'three clean runs', verdicts: [honest, honest, honest, lying], actions: ['close'] },
    { name: 'runs that measured nothing', verdicts: [idle, idle, idle, idle], actions: [] },
  ])('that is open, after $name: $actions', ({ verdicts, actions }) => {
    expect(plan(verdicts, [issue()])).toEqual(actions);
  });

  it('that was closed is reopened when the drift returns for three runs, and no second one is opened', () => {
    expect(plan([lying, lying, honest], [issue({ isOpen: false })])).toEqual([]);
    expect(plan([lying, lying, lying, honest], [issue({ isOpen: false })])).toEqual(['reopen']);
  });

  it('is not opened where three were opened today', () => {
    expect(plan([lying, lying, lying], [], 3)).toEqual([]);
    expect(plan([lying, lying, lying], [], 2)).toEqual(['open']);
  });

  it('is neither opened nor closed where there is no verdict at all', () => {
    expect(plan([], [issue()])).toEqual([]);
  });
});
