import { expect, it } from 'vitest';
import type { RollbackEntry } from '../../src/rollout/rollback-entry.ts';
import { nextMove, stateOf } from '../../src/rollout/rollback-state.ts';
import { begun } from './begun.ts';

const now = new Date('2026-11-18T12:01:00.000Z');
const held = (until: string): RollbackEntry => ({ event: 'held', at: now.toISOString(), holder: 'somebody', until });

it.each([
  ['2026-11-18T12:03:00.000Z', 'me', 'held'],
  ['2026-11-18T12:03:00.000Z', 'somebody', 'step'],
  ['2026-11-18T12:00:59.000Z', 'me', 'step'],
  // Whoever may push can write it: nobody is kept away for ever.
  ['2099-01-01T00:00:00.000Z', 'me', 'step'],
])('a lease until %s lets %s do: %s', (until, holder, kind) => {
  const state = stateOf([begun('deployment'), held(until)]);
  expect(state === null ? null : nextMove(state, { now, holder }).kind).toBe(kind);
});
