import { Octokit } from 'octokit';
import type { GitHubRepository } from '../../src/github/client.ts';
import type { AppGitHub } from '../fake-github/start-app-github.ts';

/** The repository of the tests, as whoever the token stands for sees it; sends at once and once. */
export function repositoryOn(github: AppGitHub, token = 'ghp_laptop'): GitHubRepository {
  const client = new Octokit({
    auth: token,
    baseUrl: github.url,
    throttle: { enabled: false },
    retry: { enabled: false },
  });
  return { client, owner: 'octo', repo: 'shop' };
}
