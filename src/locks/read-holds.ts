import type { RefsPort } from '../model/ports/refs.ts';
import type { Hold, HoldKind } from './hold.ts';
import { openHolds } from './open-holds.ts';

/** Everything that holds an environment; `unreadable`: something does, and nobody knows what. */
export type EnvironmentHolds =
  | { readonly kind: 'holds'; readonly holds: readonly (Hold & { readonly kind: HoldKind })[] }
  | { readonly kind: 'unreadable'; readonly ref: string; readonly why: string };

/**
 * Reads the lock and the freeze of an environment.
 *
 * @throws ProviderError where GitHub does not answer; whoever asked must stop then
 */
export async function readHolds(refs: RefsPort, environment: string, now: Date): Promise<EnvironmentHolds> {
  const kinds: readonly HoldKind[] = ['lock', 'freeze'];
  const states = await Promise.all(
    kinds.map(async (kind) => ({ kind, state: await openHolds(refs, kind, now).read(environment) })),
  );
  const unreadable = states.map(({ state }) => state).find((state) => state.kind === 'unreadable');
  if (unreadable !== undefined) return unreadable;
  return {
    kind: 'holds',
    holds: states.flatMap(({ kind, state }) => (state.kind === 'held' ? [{ ...state.hold, kind }] : [])),
  };
}
