import { z } from 'zod';
import { ask, askAll } from './ask.ts';
import type { GitHubRepository } from './client.ts';
import { pullsOf } from './commit-authors.ts';

const Check = z.object({ app: z.object({ slug: z.string().optional() }).nullish() });

/** Whether an App has checked a commit. */
async function hasChecked(repository: GitHubRepository, login: string, sha: string): Promise<boolean> {
  const checks = await askAll(
    repository,
    {
      route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      parameters: { ref: sha, per_page: 100 },
      schema: Check,
    },
    'check_runs',
  );
  return checks.some(({ app }) => app?.slug !== undefined && `${app.slug}[bot]` === login);
}

/**
 * Whether an account was ever seen here: it opened an issue or a pull request, or is an App that checked a commit or its pull requests.
 *
 * An account that never was may be a slip of the pen, of which GitHub says only that it wrote nothing.
 */
export async function hasWritten(repository: GitHubRepository, login: string, sha: string): Promise<boolean> {
  const written = await ask(repository, {
    route: 'GET /repos/{owner}/{repo}/issues',
    parameters: { creator: login, state: 'all', per_page: 1 },
    schema: z.array(z.unknown()),
  });
  if (written.length > 0) return true;
  const pulls = await pullsOf(repository, sha);
  for (const commit of new Set([sha, ...pulls.map(({ head }) => head.sha)])) {
    if (await hasChecked(repository, login, commit)) return true;
  }
  return false;
}
