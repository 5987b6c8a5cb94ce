import type { TrafficModel } from '../../model/traffic-model.ts';

type Route = TrafficModel['routes'][number];

/** What is measured of a route: requests per minute where both models have rates, else its share. */
export interface Level {
  readonly value: number;
  readonly unit: 'per-minute' | 'share';
}

/** A route that came, went, or is asked for more or less often. */
export type TrafficChange =
  | { readonly kind: 'new'; readonly route: string; readonly after: Level }
  | { readonly kind: 'gone'; readonly route: string; readonly before: Level }
  | { readonly kind: 'moved'; readonly route: string; readonly before: Level; readonly after: Level };

/** Rarer routes come and go by chance. */
const leastShare = 0.001;
/** Fewer requests say too little about a rate. */
const leastCount = 100;

const nameOf = ({ method, route }: Route) => `${method} ${route}`;
const isCommon = ({ share }: Route) => share >= leastShare;

function levelOf({ rate, share }: Route, hasRates: boolean): Level {
  return hasRates && rate !== null ? { value: rate.avgPerMinute, unit: 'per-minute' } : { value: share, unit: 'share' };
}

function movedBeyond(before: Level, after: Level, tolerance: number): boolean {
  const [low, high] = [Math.min(before.value, after.value), Math.max(before.value, after.value)];
  return !(high <= low * (1 + tolerance));
}

/**
 * Tells what changed between two models of the same service: first what is new, then what moved, then what is gone.
 *
 * Routes with less than a thousandth of the requests, or moves of routes with fewer than 100 of them, are left out as chance.
 *
 * @param tolerance by how much a rate may grow, as a share; it may shrink by the same factor
 */
export function diffTraffic(before: TrafficModel, after: TrafficModel, tolerance: number): TrafficChange[] {
  const hasRates = before.total.rate !== null && after.total.rate !== null;
  const level = (route: Route) => levelOf(route, hasRates);
  const known = new Map(before.routes.map((route) => [nameOf(route), route]));
  const seen = new Set(after.routes.map(nameOf));
  const changes = after.routes.flatMap((route): TrafficChange[] => {
    const earlier = known.get(nameOf(route));
    if (earlier === undefined)
      return isCommon(route) ? [{ kind: 'new', route: nameOf(route), after: level(route) }] : [];
    if (!isCommon(route) && !isCommon(earlier)) return [];
    const isCounted = Math.max(route.count, earlier.count) >= leastCount;
    const change = { kind: 'moved' as const, route: nameOf(route), before: level(earlier), after: level(route) };
    return isCounted && movedBeyond(change.before, change.after, tolerance) ? [change] : [];
  });
  const gone = before.routes
    .filter((route) => isCommon(route) && !seen.has(nameOf(route)))
    .map((route): TrafficChange => ({ kind: 'gone', route: nameOf(route), before: level(route) }));
  const order = { new: 0, moved: 1, gone: 2 };
  return [...changes, ...gone].sort((a, b) => order[a.kind] - order[b.kind]);
}
