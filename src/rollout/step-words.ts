import type { RollbackStep } from './rollback-entry.ts';

/** What a step has done or is doing, in words for people. */
export const stepWords: Readonly<Record<RollbackStep, { readonly done: string; readonly doing: string }>> = {
  act: { done: 'the old release was asked for', doing: 'asking for the old release' },
  'mark-bad': { done: 'the bad one is on the list', doing: 'writing the bad one on the list' },
  follow: { done: 'it came up', doing: 'waiting until it comes up' },
  settle: { done: 'what was there is put away', doing: 'putting away what was there' },
  revert: { done: 'the changes are to be taken back', doing: 'proposing to take the changes back' },
  watch: { done: 'it was looked at again', doing: 'looking at it again' },
};
