import { z } from 'zod';
import { ask, askIfThere } from './ask.ts';
import type { GitHubRepository } from './client.ts';

/** Login of whoever the token stands for. */
export async function ownLogin(repository: GitHubRepository): Promise<string> {
  return (await ask(repository, { route: 'GET /user', schema: z.object({ login: z.string() }) })).login;
}

/** Role of somebody in the repository, custom roles by their names; null where GitHub knows of none. */
export async function roleOf(repository: GitHubRepository, login: string): Promise<string | null> {
  const found = await askIfThere(repository, {
    route: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    parameters: { username: login },
    schema: z.object({ role_name: z.string() }),
  });
  return found?.role_name ?? null;
}
