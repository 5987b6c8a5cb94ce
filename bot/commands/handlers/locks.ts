import { refsPort } from '../../../src/github/refs-port.ts';
import type { HoldKind, HoldOwner } from '../../../src/locks/hold.ts';
import { releasedAnswer, stateAnswer, takenAnswer } from '../../../src/locks/hold-answers.ts';
import { freezeOf, lockOf } from '../../../src/locks/new-hold.ts';
import { type Holds, openHolds } from '../../../src/locks/open-holds.ts';
import { requireRight } from '../../permissions/require-right.ts';
import type { CommandHandler, CommandRequest } from '../command-request.ts';
import { Refused } from '../refuse.ts';

async function holdsOf(request: CommandRequest, kind: HoldKind): Promise<Holds> {
  return openHolds(refsPort({ client: await request.github(), ...request.repository }), kind, request.now);
}

function ownerOf({ actor, origin }: CommandRequest): HoldOwner {
  if (origin.kind !== 'comment' || !origin.isPullRequest) return { login: actor, pullRequest: null };
  // It would never be given back by the end of its pull request.
  if (!origin.isOpen) throw new Refused('This pull request is closed; lock from an open one, or from an issue');
  return { login: actor, pullRequest: origin.issue };
}

/** `/lock` */
export const onLock: CommandHandler<'lock'> = async (request) => {
  const hold = lockOf(request.command, ownerOf(request), request.now);
  return takenAnswer(await (await holdsOf(request, 'lock')).take(hold), hold, 'lock');
};

/** `/lock info` */
export const onLockInfo: CommandHandler<'lock-info'> = async (request) => {
  const { environment } = request.command;
  const [lock, freeze] = await Promise.all(
    (['lock', 'freeze'] as const).map(async (kind) => (await holdsOf(request, kind)).read(environment)),
  );
  if (lock === undefined || freeze === undefined) throw new Error('two were asked for');
  return stateAnswer(environment, lock, freeze);
};

/** `/unlock`: one’s own, wherever one stands; anybody’s with --force, for those who may override. */
export const onUnlock: CommandHandler<'unlock'> = async (request) => {
  const { environment, force } = request.command;
  if (force) await requireRight(request, request.actor, 'override');
  const released = await (await holdsOf(request, 'lock')).release(environment, {
    by: request.actor,
    why: force ? 'forced' : 'asked',
    mayRelease: ({ owner }) => force || owner.login.toLowerCase() === request.actor.toLowerCase(),
  });
  return releasedAnswer(released, environment, 'lock');
};

/** `/freeze` */
export const onFreeze: CommandHandler<'freeze'> = async (request) => {
  const hold = freezeOf(request.command, request.actor, request.now);
  return takenAnswer(await (await holdsOf(request, 'freeze')).take(hold), hold, 'freeze');
};

/** `/unfreeze` */
export const onUnfreeze: CommandHandler<'unfreeze'> = async (request) => {
  const { environment } = request.command;
  const released = await (await holdsOf(request, 'freeze')).release(environment, {
    by: request.actor,
    why: 'asked',
    mayRelease: () => true,
  });
  return releasedAnswer(released, environment, 'freeze');
};
