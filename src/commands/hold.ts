import type { Answer } from '../chatops/answer.ts';
import type { CommandOf } from '../chatops/command.ts';
import type { HoldOwner } from '../locks/hold.ts';
import { releasedAnswer, stateAnswer, takenAnswer } from '../locks/hold-answers.ts';
import { freezeOf, lockOf } from '../locks/new-hold.ts';
import { openHolds } from '../locks/open-holds.ts';
import type { RefsPort } from '../model/ports/refs.ts';

/** Commands about who holds an environment. */
export type HoldCommand = CommandOf<'lock' | 'lock-info' | 'unlock' | 'freeze' | 'unfreeze'>;

/** Who asks, from where, and when. */
export interface HoldAsked {
  readonly refs: RefsPort;
  readonly owner: HoldOwner;
  readonly now: Date;
}

async function unlock({ environment, force }: CommandOf<'unlock'>, { refs, owner, now }: HoldAsked): Promise<Answer> {
  const isOwn = (login: string) => login.toLowerCase() === owner.login.toLowerCase();
  const released = await openHolds(refs, 'lock', now).release(environment, {
    by: owner.login,
    why: force ? 'forced' : 'asked',
    // Their own, wherever they stand: saying so is no accident.
    mayRelease: (hold) => force || isOwn(hold.owner.login),
  });
  return releasedAnswer(released, environment, 'lock');
}

/**
 * Locks, unlocks, freezes or looks, from a comment, from Slack or from a laptop alike.
 *
 * Whether they may is for the caller to know.
 *
 * @throws UsageError for a time that is too long or past; ProviderError where GitHub does not answer
 */
export async function hold(command: HoldCommand, asked: HoldAsked): Promise<Answer> {
  const { refs, owner, now } = asked;
  const { environment } = command;
  const [locks, freezes] = [openHolds(refs, 'lock', now), openHolds(refs, 'freeze', now)];
  switch (command.kind) {
    case 'lock': {
      const wanted = lockOf(command, owner, now);
      return takenAnswer(await locks.take(wanted), wanted, 'lock');
    }
    case 'lock-info':
      return stateAnswer(environment, await locks.read(environment), await freezes.read(environment));
    case 'unlock':
      return unlock(command, asked);
    case 'freeze': {
      const wanted = freezeOf(command, owner.login, now);
      return takenAnswer(await freezes.take(wanted), wanted, 'freeze');
    }
    case 'unfreeze': {
      const lift = { by: owner.login, why: 'asked', mayRelease: () => true } as const;
      return releasedAnswer(await freezes.release(environment, lift), environment, 'freeze');
    }
  }
}
