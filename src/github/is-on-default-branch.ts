import { z } from 'zod';
import { ask } from './ask.ts';
import type { GitHubRepository } from './client.ts';
import { compareCommits } from './commits.ts';

/**
 * Tells whether a commit is in the history of the default branch: GitHub shows commits of every fork under a repository’s own address.
 *
 * By the commit that HEAD stands for: a tag may have the branch’s name.
 */
export async function isOnDefaultBranch(repository: GitHubRepository, sha: string): Promise<boolean> {
  const head = await ask(repository, {
    route: 'GET /repos/{owner}/{repo}/commits/{ref}',
    parameters: { ref: 'HEAD', per_page: 1 },
    schema: z.object({ sha: z.string() }),
  });
  const compared = await compareCommits(repository, head.sha, sha);
  return compared?.status === 'identical' || compared?.status === 'behind';
}
