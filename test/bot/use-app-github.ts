import { expect, onTestFinished } from 'vitest';
import type { AppState } from '../fake-github/app-state.ts';
import { type AppGitHub, startAppGitHub } from '../fake-github/start-app-github.ts';

/** A GitHub for one test, which must end with nothing against what was asked. */
export async function useAppGitHub(state?: AppState): Promise<AppGitHub> {
  const github = await startAppGitHub(state);
  onTestFinished(async () => {
    await github.stop();
    expect(github.violations).toEqual([]);
  });
  return github;
}
