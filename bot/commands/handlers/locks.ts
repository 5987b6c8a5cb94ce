import { type HoldCommand, hold } from '../../../src/commands/hold.ts';
import { refsPort } from '../../../src/github/refs-port.ts';
import type { HoldOwner } from '../../../src/locks/hold.ts';
import { requireRight } from '../../permissions/require-right.ts';
import { hastenGates } from '../../store/hasten-gates.ts';
import type { CommandHandler, CommandRequest } from '../command-request.ts';
import { Refused } from '../refuse.ts';

function ownerOf({ actor, origin }: CommandRequest): HoldOwner {
  const isPull = origin.kind === 'comment' && origin.isPullRequest;
  return { login: actor, pullRequest: isPull ? origin.issue : null };
}

/** `/lock info`, `/freeze`, `/unfreeze`, and the rest of the others: the same as on a laptop. */
export const onHold: CommandHandler<HoldCommand['kind']> = async (request) => {
  const refs = refsPort({ client: await request.github(), ...request.repository });
  const answer = await hold(request.command, { refs, owner: ownerOf(request), now: request.now });
  const { repository, store, now } = request;
  await hastenGates(store, { repository: `${repository.owner}/${repository.repo}`, environment: null, now });
  return answer;
};

/** `/lock` */
export const onLock: CommandHandler<'lock'> = async (request) => {
  const { origin } = request;
  // It would never be given back by the end of its pull request.
  if (origin.kind === 'comment' && origin.isPullRequest && !origin.isOpen) {
    throw new Refused('This pull request is closed; lock from an open one, or from an issue');
  }
  return onHold(request);
};

/** `/unlock`: anybody’s with --force, for those who may override. */
export const onUnlock: CommandHandler<'unlock'> = async (request) => {
  if (request.command.force) await requireRight(request, request.actor, 'override');
  return onHold(request);
};
