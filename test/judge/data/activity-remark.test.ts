import { expect, it } from 'vitest';
import { narrowPolicy } from '../../../src/config/narrow-policy.ts';
import { policyFrom } from '../../../src/config/policy-from.ts';
import type { Comparison } from '../../../src/judge/comparison.ts';
import { activityRemark } from '../../../src/judge/data/activity-remark.ts';
import type { Activity } from '../../../src/model/sections/data/server.ts';
import { record } from '../../fixtures/comparison.ts';
import { emptyCatalogue } from '../../plan-shadow/shadow/empty-catalogue.ts';

const unknown: Activity = {
  connections: null,
  waitingForLocks: null,
  deadlocks: null,
  cacheHitShare: null,
  resetAt: null,
};
const busy: Activity = {
  connections: { used: 93, maximum: 100 },
  waitingForLocks: 3,
  deadlocks: 1200,
  cacheHitShare: 0.9912,
  resetAt: '2026-11-01T00:00:00Z',
};

function remark(production: Activity, staging: Activity, part: 'data' | 'behaviour' = 'data'): string[] {
  const side = (name: string, activity: Activity) => ({
    ...record(name, 1),
    catalogues: { data: { ...emptyCatalogue(15), activity } },
  });
  const policy = narrowPolicy(policyFrom({}, 'fidelity', null), [part]);
  const comparison: Comparison = {
    reference: side('production', production),
    candidate: side('staging', staging),
    policy,
    today: '2026-11-21',
  };
  return activityRemark(comparison);
}

it('says what both servers were doing, and that it is not judged', () => {
  expect(remark(busy, { ...busy, connections: { used: 2, maximum: 100 }, deadlocks: 0, resetAt: null })).toEqual([
    'database activity, shown and not judged: production: 93 of 100 connections in use, 3 sessions waiting for a lock, 1,200 deadlocks since 2026-11-01, 99 % of blocks found in memory; staging: 2 of 100 connections in use, 3 sessions waiting for a lock, 0 deadlocks since its counters began, 99 % of blocks found in memory',
  ]);
});

it('says nothing of what is not known or not asked for', () => {
  expect(remark(unknown, unknown)).toEqual([]);
  expect(remark(busy, busy, 'behaviour')).toEqual([]);
  expect(remark(unknown, { ...unknown, waitingForLocks: 0 })).toEqual([
    'database activity, shown and not judged: staging: 0 sessions waiting for a lock',
  ]);
});
