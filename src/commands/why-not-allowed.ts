import type { Access } from '../chatops/access.ts';
import type { Line } from '../chatops/answer.ts';
import { type CommandRules, may, rolesFor, teamsThatCount } from '../chatops/may.ts';
import type { GitHubRepository } from '../github/client.ts';
import { isInTeam, roleOf } from '../github/people.ts';

/** Who wants to do something of a kind, and by which rules. */
export interface Wish {
  readonly login: string;
  readonly access: Access;
  readonly rules: CommandRules;
}

/**
 * Asks GitHub whether somebody may do something of a kind, as the bot does; null where he may, else why not.
 *
 * It guards against mistakes: whoever may push can write the same record by hand.
 *
 * @throws ProviderError where GitHub does not say, for example of teams that the token may not see
 */
export async function whyNotAllowed(
  repository: GitHubRepository,
  { login, access, rules }: Wish,
): Promise<readonly Line[] | null> {
  const role = (await roleOf(repository, login)) ?? 'none';
  if (may({ login, role, teams: new Set() }, rules, access)) return null;
  const wanted = teamsThatCount(rules);
  const teams = await Promise.all(
    wanted.map(async (team) => ((await isInTeam(repository, team, login)) ? [team] : [])),
  );
  if (may({ login, role, teams: new Set(teams.flat()) }, rules, access)) return null;
  return [
    ['Your role here is ', { code: role }],
    `It takes one of the roles ${rolesFor(rules, access).join(', ')}, or to be on call`,
  ];
}
