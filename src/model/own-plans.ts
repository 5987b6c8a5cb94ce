import type { Verdict } from './verdict.ts';

/**
 * What a change’s own run says about its query plans, or why nothing of it can be read.
 *
 * Whoever wrote the change wrote the run as well: it may be forged from first to last. It may hold a change back and never let it pass.
 */
export type OwnPlans = { readonly url: string } & ({ readonly verdict: Verdict } | { readonly lack: string });
