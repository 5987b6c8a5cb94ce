import { z } from 'zod';
import { ask, askAll, isRefused, tryToAsk } from './ask.ts';
import type { GitHubRepository } from './client.ts';

const Pull = z.object({
  number: z.number().int(),
  state: z.enum(['open', 'closed']),
  html_url: z.string(),
  merged_at: z.string().nullish(),
  head: z.object({ sha: z.string() }),
  user: z.object({ login: z.string() }).nullish(),
});
export type Pull = z.infer<typeof Pull>;

/** The pull requests of a branch, open or not, newest first. */
export function pullsOf(repository: GitHubRepository, branch: string): Promise<Pull[]> {
  return askAll(repository, {
    route: 'GET /repos/{owner}/{repo}/pulls',
    parameters: { head: `${repository.owner}:${branch}`, state: 'all', per_page: 100 },
    schema: Pull,
  });
}

/** The pull request of a branch, open or not, whoever made it; null where there is none. */
export async function pullOf(repository: GitHubRepository, branch: string): Promise<Pull | null> {
  return (await pullsOf(repository, branch))[0] ?? null;
}

export async function openPull(
  repository: GitHubRepository,
  pull: { readonly head: string; readonly base: string; readonly title: string; readonly body: string },
): Promise<Pull> {
  return ask(repository, {
    route: 'POST /repos/{owner}/{repo}/pulls',
    parameters: { ...pull, title: pull.title.slice(0, 250) },
    schema: Pull,
  });
}

/** Merges exactly this commit of a pull request; says why not where GitHub does not (yet). */
export async function mergePull(
  repository: GitHubRepository,
  { number, sha }: { readonly number: number; readonly sha: string },
): Promise<{ readonly kind: 'merged' } | { readonly kind: 'not-yet'; readonly why: string }> {
  const answer = await tryToAsk(
    repository,
    {
      route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
      parameters: { pull_number: number, sha },
      schema: z.unknown(),
    },
    [405, 409],
  );
  return isRefused(answer) ? { kind: 'not-yet', why: answer.words } : { kind: 'merged' };
}
