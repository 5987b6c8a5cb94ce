import type { Answering } from '../answering.ts';

/** Commits, by SHA or by what points at one. */
export const commitOperations: readonly (readonly [string, Answering])[] = [
  [
    'repos/get-commit',
    ({ state, path }) => ({
      status: 200,
      body: { sha: path['ref'] === 'HEAD' ? state.head : path['ref'] },
    }),
  ],
];
