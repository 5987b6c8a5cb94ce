import type { Policy } from '../model/policy.ts';
import type { Profile } from '../model/profile.ts';

/** Everything a verdict depends on; the same comparison always gives the same verdict. */
export interface Comparison {
  readonly reference: Profile;
  readonly candidate: Profile;
  readonly policy: Policy;
  /** ISO date against which waivers and the baseline expire. */
  readonly today: string;
}
