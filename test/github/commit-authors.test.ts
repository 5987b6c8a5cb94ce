import { expect, it } from 'vitest';
import { authorsOf } from '../../src/github/commit-authors.ts';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { type AppState, emptyState, type KeptPull } from '../fake-github/app-state.ts';
import { commitOn } from '../fake-github/git-state.ts';
import { repositoryOn } from './use-repository.ts';

interface Story {
  readonly pull?: Partial<KeptPull>;
  /** Who pushed the branch, and which commit; of the branch’s own where nothing is said. */
  readonly pushedBy?: string | null;
  readonly pushed?: string;
  readonly isDirect?: boolean;
}

/** Who brought about a commit that calls itself Ann’s. */
async function authors({ pull = {}, pushedBy = 'ann', pushed, isDirect = false }: Story) {
  const state: AppState = emptyState();
  const branch = isDirect ? 'main' : 'topic';
  const sha = commitOn(state.git, branch, { message: 'x', files: { 'a.js': '1' } });
  state.authors[sha] = 'ann';
  state.pushes.push({ branch, after: pushed ?? sha, by: pushedBy, at: '2026-11-01T00:00:00Z' });
  if (!isDirect) {
    const topic = { repository: 'octo/shop', head: branch, base: 'main', title: '', body: '', mergedAt: null } as const;
    state.pulls.push({ ...topic, number: 12, state: 'open', author: 'ann', ...pull });
    state.pullsOfCommit[sha] = [12];
  }
  return authorsOf(repositoryOn(await useAppGitHub(state)), sha);
}

it.each<Story & { name: string; wanted: string[] | null }>([
  { name: 'who opened its pull request and pushed it', wanted: ['ann'] },
  { name: 'somebody who pushed it in another’s name', pushedBy: 'mallory', wanted: ['ann', 'mallory'] },
  { name: 'who opened the pull request of another’s commit', pull: { author: 'mallory' }, wanted: ['mallory', 'ann'] },
  { name: 'who pushed it to the default branch', isDirect: true, pushedBy: 'mallory', wanted: ['mallory', 'ann'] },
  { name: 'nobody that is known, where the branch is a fork’s', pull: { fork: 'mallory/shop' }, wanted: null },
  { name: 'nobody that is known, where the push is not listed', pushed: 'f'.repeat(40), wanted: null },
  { name: 'nobody that is known, where the account is gone', pushedBy: null, wanted: null },
  {
    name: 'nobody that is known, where nobody is known to have pushed it to the default branch',
    isDirect: true,
    pushed: 'f'.repeat(40),
    wanted: null,
  },
])('a commit is brought about by $name', async ({ wanted, ...story }) => {
  expect(await authors(story)).toEqual(wanted);
});
