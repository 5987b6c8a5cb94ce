import type { Evidence } from '../model/evidence.ts';

/** Evidence of both sides about the same route; slices (regions, releases) that differ are paired crosswise. */
export interface Pair {
  readonly route: string | null;
  readonly slice: string;
  readonly reference: Evidence | undefined;
  readonly candidate: Evidence | undefined;
}

function byRoute(evidence: readonly Evidence[]): Map<string | null, Evidence[]> {
  return Map.groupBy(evidence, (one) => one.scope.route);
}

function label(reference: Evidence | undefined, candidate: Evidence | undefined): string {
  const names = [...new Set([reference?.scope.slice ?? '', candidate?.scope.slice ?? ''])].filter(
    (name) => name !== '',
  );
  return names.join(' ↔ ');
}

function pairSlices(route: string | null, references: readonly Evidence[], candidates: readonly Evidence[]): Pair[] {
  const pair = (reference?: Evidence, candidate?: Evidence): Pair => ({
    route,
    slice: label(reference, candidate),
    reference,
    candidate,
  });
  const [only, other] = [references[0], candidates[0]];
  // The usual case, thousands of times: nothing is sliced.
  if (references.length === 1 && candidates.length === 1 && only?.scope.slice === other?.scope.slice) {
    return [pair(only, other)];
  }
  if (references.length === 0) return candidates.map((candidate) => pair(undefined, candidate));
  if (candidates.length === 0) return references.map((reference) => pair(reference));
  const isNamesake = (reference: Evidence) => (candidate: Evidence) => candidate.scope.slice === reference.scope.slice;
  const named = references.flatMap((reference) => {
    const same = candidates.filter(isNamesake(reference));
    return (same.length > 0 ? same : candidates).map((candidate) => pair(reference, candidate));
  });
  // A region or release that only the candidate has is held against each of the reference's: it may be the one that fails.
  const paired = new Set(named.map(({ candidate }) => candidate));
  const left = candidates.filter((candidate) => !paired.has(candidate));
  return [...named, ...left.flatMap((candidate) => references.map((reference) => pair(reference, candidate)))];
}

/**
 * Pairs the evidence of both sides by route, in the reference's order, then what only the candidate has.
 *
 * A region or release is compared with its namesake; where the other side has none, with each that it has (the worst one
 * speaks). Nothing that was measured on either side stays unpaired.
 */
export function pairScopes(reference: readonly Evidence[], candidate: readonly Evidence[]): Pair[] {
  const [references, candidates] = [byRoute(reference), byRoute(candidate)];
  const routes = [...new Set([...references.keys(), ...candidates.keys()])];
  return routes.flatMap((route) => pairSlices(route, references.get(route) ?? [], candidates.get(route) ?? []));
}
