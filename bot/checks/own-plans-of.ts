import { evidencePort } from '../../src/github/evidence-port.ts';
import type { OwnPlans } from '../../src/model/own-plans.ts';
import { ProviderError } from '../../src/model/provider-error.ts';
import { readOwnPlans, type WantedPlans } from '../../src/provenance/read-own-plans.ts';
import type { GitHub } from '../events/event.ts';

/** What a change’s own run says about its query plans; null where there is no such workflow, or none of its runs has ended. */
export async function ownPlansOf(
  client: GitHub,
  repository: { readonly owner: string; readonly repo: string },
  wanted: WantedPlans,
): Promise<OwnPlans | null> {
  return readOwnPlans(evidencePort({ client, ...repository }), wanted).catch((error: unknown) => {
    if (error instanceof ProviderError && error.reasonCode === 'not-found') return null;
    throw error;
  });
}
