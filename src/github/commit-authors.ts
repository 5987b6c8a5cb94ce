import { z } from 'zod';
import { ask, askAll } from './ask.ts';
import type { GitHubRepository } from './client.ts';
import { pushesTo } from './pushes.ts';

const Person = z.object({ login: z.string() }).nullable();
const Pull = z.object({
  number: z.number().int(),
  user: Person,
  head: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
});
type Pull = z.infer<typeof Pull>;

/** Pull requests that a commit came with. */
export async function pullsOf(repository: GitHubRepository, sha: string): Promise<Pull[]> {
  return askAll(repository, {
    route: 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    parameters: { commit_sha: sha, per_page: 100 },
    schema: Pull,
  });
}

/** Who pushed to a branch; null where GitHub does not say who pushed this commit. */
async function pushersOf(repository: GitHubRepository, branch: string, sha: string): Promise<string[] | null> {
  const pushes = await pushesTo(repository, branch);
  const isKnown = pushes.some(({ after, by }) => after === sha && by !== null);
  return isKnown ? pushes.flatMap(({ by }) => by ?? []) : null;
}

/** Who brought a pull request about; null where GitHub does not say all of it, as of a fork’s branch. */
async function peopleOf(repository: GitHubRepository, { user, head }: Pull): Promise<string[] | null> {
  const own = `${repository.owner}/${repository.repo}`.toLowerCase();
  if (user === null || head.repo?.full_name.toLowerCase() !== own) return null;
  const pushers = await pushersOf(repository, head.ref, head.sha);
  return pushers === null ? null : [user.login, ...pushers];
}

/**
 * Logins of who brought a commit about: who opened and pushed its pull requests, or pushed it to the default branch, and whom its Git author
 * and committer name.
 *
 * The author of a commit is whoever its writer says, so that alone it says nothing.
 *
 * @returns null where GitHub vouches for nobody
 * @throws ProviderError where GitHub does not answer
 */
export async function authorsOf(repository: GitHubRepository, sha: string): Promise<readonly string[] | null> {
  const [commit, pulls, { default_branch: branch }] = await Promise.all([
    ask(repository, {
      route: 'GET /repos/{owner}/{repo}/commits/{ref}',
      parameters: { ref: sha, per_page: 1 },
      schema: z.object({ author: Person, committer: Person }),
    }),
    pullsOf(repository, sha),
    ask(repository, { route: 'GET /repos/{owner}/{repo}', schema: z.object({ default_branch: z.string() }) }),
  ]);
  const found = await Promise.all(
    pulls.length === 0 ? [pushersOf(repository, branch, sha)] : pulls.map(async (pull) => peopleOf(repository, pull)),
  );
  if (found.includes(null)) return null;
  const named = [commit.author, commit.committer].flatMap((person) => person?.login ?? []);
  // GitHub commits merges made on its pages as this account; it is nobody.
  return [...new Set([...found.flatMap((people) => people ?? []), ...named])].filter((login) => login !== 'web-flow');
}
