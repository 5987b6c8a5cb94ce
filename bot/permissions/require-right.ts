import type { Access } from '../../src/chatops/access.ts';
import { isOnCall, may, rolesFor, type Standing } from '../../src/chatops/may.ts';
import type { CommandRequest } from '../commands/command-request.ts';
import { Refused } from '../commands/refuse.ts';
import { standingOf } from './standing-of.ts';

/** What else than a role gives a right. */
const listed = ', a place on the list of `commands:`, or to be on call';
const otherWays: Readonly<Record<Access, string>> = {
  look: listed,
  act: listed,
  release: listed,
  override: ', or to be on call',
  force: '',
};

type Asking = Pick<CommandRequest, 'github' | 'repository' | 'configuration'>;

async function currentStanding(request: Asking, login: string): Promise<Standing> {
  const github = await request.github();
  return standingOf(github, { ...request.repository, login }, request.configuration.commands ?? {});
}

/**
 * Asks GitHub whether somebody may do something of a kind now; to be asked again right before it is done.
 *
 * @returns whether that person is on call
 * @throws Refused where not; the client’s own error where GitHub does not say
 */
export async function requireRight(
  request: Asking,
  login: string,
  access: Access,
): Promise<{ readonly onCall: boolean }> {
  const rules = request.configuration.commands ?? {};
  const standing = await currentStanding(request, login);
  if (may(standing, rules, access)) return { onCall: isOnCall(standing, rules) };
  const roles = rolesFor(rules, access).join(', ');
  throw new Refused(
    [{ code: login }, ` may not give this command: your role here is `, { code: standing.role }],
    `It takes one of the roles ${roles}${otherWays[access]}`,
  );
}
