import type { Querying } from './database.ts';
import { hastenGatePulls } from './gate-pulls.ts';
import { hastenGateRequests } from './gate-requests.ts';

/** Something has changed by which gates decide: whoever waits at one of a repository is asked about again at once, whatever door it is. */
export async function hastenGates(
  store: Querying,
  changed: { readonly repository: string; readonly environment: string | null; readonly now: Date },
): Promise<void> {
  await hastenGateRequests(store, changed);
  await hastenGatePulls(store, { application: changed.repository, now: changed.now });
}
