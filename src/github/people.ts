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

/** Whether somebody belongs to a team of the repository’s organisation, nested teams counted; a ProviderError where the token may not know. */
export async function isInTeam(repository: GitHubRepository, team: string, login: string): Promise<boolean> {
  const found = await askIfThere(repository, {
    route: 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
    parameters: { org: repository.owner, team_slug: team, username: login },
    schema: z.object({ state: z.string() }),
  });
  return found?.state === 'active';
}
