import type { Profile } from '../../model/profile.ts';
import type { Comparison } from '../comparison.ts';
import { requestsIn } from '../requests.ts';
import { completePairs } from './complete-pairs.ts';
import type { QuantileName } from './estimate-pair.ts';

/** How much the reference's quantile of a route differs from its own past. */
export type NoiseFloor = (route: string | null, name: QuantileName) => number | null;

/** The reference as it was, in the shape of a profile. */
function pastProfiles(reference: Profile): Profile[] {
  return reference.history.map((past) => ({ ...reference, window: past.window, sections: past.sections, history: [] }));
}

/**
 * Builds the noise floor: the largest relative change of the reference's quantiles against the same window one and seven days earlier.
 *
 * @returns a function that gives null for a route whose past has too few requests
 */
export function noiseFloor(comparison: Comparison): NoiseFloor {
  const { reference, policy } = comparison;
  if (policy.question !== 'fidelity') return () => null;
  const pairs = pastProfiles(reference).flatMap((past) => completePairs(reference, past, policy.ignoredRoutes));
  const byRoute = Map.groupBy(pairs, (pair) => pair.route);
  return (route, name) => {
    const changes = (byRoute.get(route) ?? []).flatMap((pair) => {
      if (!(requestsIn(pair.candidate) >= policy.rules[name].minimum)) return [];
      const sides = pair.estimate(name);
      const change = sides.ok
        ? Math.exp(Math.abs(Math.log(sides.candidate.value / sides.reference.value))) - 1
        : Number.NaN;
      return Number.isFinite(change) ? [change] : [];
    });
    return changes.length === 0 ? null : Math.max(...changes);
  };
}
