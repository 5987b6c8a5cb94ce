import { describe, expect, it } from 'vitest';
import type { RollbackEntry } from '../../src/rollout/rollback-entry.ts';
import { rollbackFact } from '../../src/rollout/rollback-fact.ts';
import { at, begun, head, old, version } from './begun.ts';

const soon = new Date('2026-11-18T12:01:00.000Z');
const acted: RollbackEntry = { event: 'done', at, step: 'act', details: { run: '77', runSha: head } };
const ended: RollbackEntry = { event: 'ended', at, outcome: 'succeeded', message: '' };

describe('what a gate looks at of a rollback', () => {
  it('is the run that a workflow was started as, and the commit that this run is of', () => {
    expect(rollbackFact([begun('workflow-dispatch'), acted], soon)).toMatchObject({
      runIds: ['77'],
      byDeployment: false,
      sha: head,
      target: old,
      by: 'oda',
    });
  });

  it('is any run for its deployment', () => {
    expect(rollbackFact([begun('deployment')], soon)).toMatchObject({ byDeployment: true, sha: old, target: old });
  });

  it('is waited for while the run is not known, and not for ever', () => {
    const fact = (now: Date) => rollbackFact([begun('workflow-dispatch')], now);
    expect(fact(soon)).toMatchObject({ runIds: null, sha: null, byDeployment: false });
    expect(fact(new Date('2026-11-18T12:10:00.000Z'))).toBeNull();
  });

  it.each([
    { name: 'it ended', entries: [begun('deployment'), ended] },
    { name: 'it starts no run', entries: [begun('webhook')] },
    { name: 'it commits only', entries: [begun('gitops-commit')] },
    { name: 'it leads to no commit', entries: [begun('deployment', { ...version, sha: null as never })] },
    { name: 'it acted and named no run', entries: [begun('workflow-dispatch'), { ...acted, details: {} }] },
    { name: 'it does not begin as one', entries: [acted] },
  ])('is nothing where $name', ({ entries }) => {
    expect(rollbackFact(entries, soon)).toBeNull();
  });
});
