import type { GitHubRepository } from '../../github/client.ts';
import { refsPort } from '../../github/refs-port.ts';
import type { Hold, HoldOwner } from '../../locks/hold.ts';
import { openHolds } from '../../locks/open-holds.ts';
import { mustRead } from './ledgers.ts';

/**
 * The lock that somebody else has on an environment; null where nobody has. A freeze is none: it keeps releases out, not the way back.
 *
 * @throws ProviderError where the record cannot be read: nobody knows then whose it is
 */
export async function lockOfAnother(
  repository: GitHubRepository,
  { environment, login, now }: { readonly environment: string; readonly login: HoldOwner['login']; readonly now: Date },
): Promise<Hold | null> {
  const state = await openHolds(refsPort(repository), 'lock', now).read(environment);
  if (state.kind === 'unreadable') throw mustRead(state.ref, state.why);
  return state.kind === 'held' && state.hold.owner.login.toLowerCase() !== login.toLowerCase() ? state.hold : null;
}
