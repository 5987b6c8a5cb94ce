import { type CommandRules, type Standing, teamsThatCount } from '../../src/chatops/may.ts';
import type { GitHub } from '../events/event.ts';
import { isMissing } from './is-missing.ts';

/** Whose standing is asked for, and where. */
export interface Asked {
  readonly owner: string;
  readonly repo: string;
  readonly login: string;
}

async function roleOf(github: GitHub, { owner, repo, login }: Asked): Promise<string> {
  try {
    const { data } = await github.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login });
    // `permission` knows neither maintain nor triage nor custom roles.
    return data.user?.login.toLowerCase() === login.toLowerCase() ? data.role_name : 'none';
  } catch (error) {
    if (isMissing(error)) return 'none';
    throw error;
  }
}

/** GitHub counts members of nested teams as members of the team above. */
async function isInTeam(github: GitHub, { owner, login }: Asked, team: string): Promise<boolean> {
  try {
    const { data } = await github.rest.teams.getMembershipForUserInOrg({
      org: owner,
      team_slug: team,
      username: login,
    });
    return data.state === 'active';
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/**
 * Asks GitHub what somebody may do in a repository, now.
 *
 * @throws the client’s own error where GitHub does not say: nobody may do anything then
 */
export async function standingOf(github: GitHub, asked: Asked, rules: CommandRules): Promise<Standing> {
  const [role, ...memberships] = await Promise.all([
    roleOf(github, asked),
    ...teamsThatCount(rules).map(async (team) => ((await isInTeam(github, asked, team)) ? [team] : [])),
  ]);
  return { login: asked.login, role, teams: new Set(memberships.flat()) };
}
