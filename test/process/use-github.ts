import { onTestFinished } from 'vitest';
import type { GitHubState } from '../fake-github/github-state.ts';
import { type FakeGitHub, startFakeGitHub } from '../fake-github/start-fake-github.ts';

/** A GitHub for one test; a request that it does not expect fails the test. */
export async function useGitHub(given: Partial<GitHubState> = {}): Promise<FakeGitHub> {
  const github = await startFakeGitHub(given);
  onTestFinished(() => github.stop());
  return github;
}

/** Commit that the pull request of the tests is based on. */
export const baseCommit = 'b'.repeat(40);

/** The event of that pull request, as far as anyone looks at it. */
export const pullRequest = {
  name: 'pull_request',
  payload: {
    action: 'synchronize',
    number: 7,
    pull_request: { number: 7, base: { sha: baseCommit, ref: 'main' }, head: { sha: 'c'.repeat(40), ref: 'topic' } },
  },
};
