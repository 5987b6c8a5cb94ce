import type { Evidence } from '../../model/evidence.ts';
import type { Profile } from '../../model/profile.ts';
import { isIgnoredRoute } from '../is-ignored-route.ts';
import { pairScopes } from '../pair-scopes.ts';
import { requestsOf } from '../requests.ts';
import { type EstimatedPair, estimatePair, type QuantileName } from './estimate-pair.ts';

/** Evidence that both sides have about the same route. */
export interface CompletePair {
  readonly route: string | null;
  readonly slice: string;
  readonly reference: Evidence;
  readonly candidate: Evidence;
  /** What a reader must know about how the pair was made; starts with "; " where not empty. */
  readonly note: string;
  /** The quantile on both sides; worked out once, however many checks ask. */
  readonly estimate: (name: QuantileName) => EstimatedPair;
}

/** Makes a pair that works out each quantile when it is first asked for. */
export function completePair(parts: Omit<CompletePair, 'estimate'>): CompletePair {
  const known = new Map<QuantileName, EstimatedPair>();
  return {
    ...parts,
    estimate: (name) => {
      const estimated = known.get(name) ?? estimatePair(parts, name);
      known.set(name, estimated);
      return estimated;
    },
  };
}

const latencyOf = (profile: Profile) =>
  (profile.sections.latency?.evidence ?? []).filter((one) => one.measure === 'latency');

/** Latency evidence of both sides about the same scope, ignored routes left out; `total` pairs are those without a route. */
export function completePairs(reference: Profile, candidate: Profile, ignored: readonly string[]): CompletePair[] {
  return pairScopes(latencyOf(reference), latencyOf(candidate)).flatMap((pair) =>
    pair.reference === undefined || pair.candidate === undefined || isIgnoredRoute(pair.route, ignored)
      ? []
      : [
          completePair({
            route: pair.route,
            slice: pair.slice,
            reference: pair.reference,
            candidate: pair.candidate,
            note: '',
          }),
        ],
  );
}

/** Routes that both sides served, but of which only one side knows response times; with the side that does not. */
export function halfMeasured(
  reference: Profile,
  candidate: Profile,
  ignored: readonly string[],
): { route: string; lacking: Profile }[] {
  const [left, right] = [requestsOf(reference).byRoute, requestsOf(candidate).byRoute];
  return pairScopes(latencyOf(reference), latencyOf(candidate)).flatMap(({ route, ...pair }) => {
    if (route === null || isIgnoredRoute(route, ignored)) return [];
    if (pair.candidate === undefined && (right.get(route) ?? 0) > 0) return [{ route, lacking: candidate }];
    return pair.reference === undefined && (left.get(route) ?? 0) > 0 ? [{ route, lacking: reference }] : [];
  });
}
