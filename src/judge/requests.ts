import type { Evidence } from '../model/evidence.ts';
import type { Profile } from '../model/profile.ts';
import type { Counts } from '../stats/total-variation.ts';

/** Number of requests that a piece of evidence speaks of; 0 where it is not present. */
export function requestsIn(evidence: Evidence | undefined): number {
  if (evidence?.state !== 'present') return 0;
  const { value } = evidence;
  switch (value.kind) {
    case 'histogram':
      return value.cumulative.at(-1) ?? 0;
    case 'counts':
      return value.total;
    case 'samples':
      return value.values.length;
    case 'record':
      return evidence.measure === 'latency' ? (value.entries['count'] ?? 0) : sum(value.entries);
    default:
      return 0;
  }
}

function sum(counts: Counts): number {
  let total = 0;
  for (const count of Object.values(counts)) total += count;
  return total;
}

/** The side's evidence of requests: by status code where it is known, else the latency counts. */
export function requestEvidence(profile: Profile): readonly Evidence[] {
  const byStatus = (profile.sections.errors?.evidence ?? []).filter((evidence) => evidence.measure === 'requests');
  return byStatus.length > 0
    ? byStatus
    : (profile.sections.latency?.evidence ?? []).filter((evidence) => evidence.measure === 'latency');
}

/** Requests of one side in its window. */
export interface Requests {
  readonly total: number;
  /** By route, slices added up. */
  readonly byRoute: ReadonlyMap<string, number>;
}

function countRequests(profile: Profile): Requests {
  const byRoute = new Map<string, number>();
  let [routed, unrouted] = [0, 0];
  for (const evidence of requestEvidence(profile)) {
    const { route } = evidence.scope;
    const requests = requestsIn(evidence);
    if (route === null) unrouted += requests;
    else {
      routed += requests;
      byRoute.set(route, (byRoute.get(route) ?? 0) + requests);
    }
  }
  return { total: byRoute.size > 0 ? routed : unrouted, byRoute };
}

/** A profile never changes, so its requests are counted once: nearly every check asks for them. */
const counted = new WeakMap<Profile, Requests>();

/** Requests of a side in its window, all together and by route. */
export function requestsOf(profile: Profile): Requests {
  const requests = counted.get(profile) ?? countRequests(profile);
  counted.set(profile, requests);
  return requests;
}
