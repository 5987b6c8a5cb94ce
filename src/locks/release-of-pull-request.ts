import type { RefsPort } from '../model/ports/refs.ts';
import type { Hold } from './hold.ts';
import { openHolds } from './open-holds.ts';

/**
 * Gives back every lock that was taken from a pull request, because that was merged or closed.
 *
 * @returns the locks that were given back; none is touched that its owner has moved elsewhere meanwhile
 */
export async function releaseOfPullRequest(refs: RefsPort, pullRequest: number, now: Date): Promise<Hold[]> {
  const locks = openHolds(refs, 'lock', now);
  const isIts = (hold: Hold) => hold.owner.pullRequest === pullRequest;
  const states = await locks.list();
  const own = states.flatMap((state) => (state.kind === 'held' && isIts(state.hold) ? [state.hold] : []));
  const released = await Promise.all(
    own.map(({ environment, owner }) =>
      locks.release(environment, { by: owner.login, why: 'closed', mayRelease: isIts }),
    ),
  );
  return released.flatMap((one) => (one.kind === 'released' ? [one.hold] : []));
}
