import type { Evidence } from '../../model/evidence.ts';
import type { Profile } from '../../model/profile.ts';

/** One number of a profile's `traffic` section, and the evidence that says so. */
export interface Measured {
  readonly value: number;
  readonly evidence: Evidence;
}

/** A quantity of the `traffic` section; null where there is none. */
export function trafficQuantity(profile: Profile, measure: string): Measured | null {
  const evidence = profile.sections.traffic?.evidence.find((one) => one.measure === measure);
  if (evidence?.state !== 'present' || evidence.value.kind !== 'quantity') return null;
  return { value: evidence.value.value, evidence };
}

/** Why a quantity is not there, in words. */
export function whyWithout(profile: Profile, measure: string): string {
  const section = profile.sections.traffic;
  const evidence = section?.evidence.find((one) => one.measure === measure);
  if (evidence !== undefined && evidence.state !== 'present') return evidence.message;
  return section?.message ?? `the profile of ${profile.environment} does not tell its ${measure}`;
}
