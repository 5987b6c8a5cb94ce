import { isIgnoredRoute } from '../judge/is-ignored-route.ts';
import { routeKey } from '../model/route.ts';
import { firstLabel, type Labels } from './sample.ts';

/** Which labels say what of a request; of several candidates the first that is not empty counts. */
export interface RequestLabels {
  readonly route: readonly string[];
  readonly method: readonly string[];
  readonly status: readonly string[];
}

/** Which requests are judged on their own, and which not at all. */
export interface RouteChoice {
  /** Routes that have measures of their own, by their `routeKey`. */
  readonly routes: readonly string[];
  /** Patterns of routes that count nowhere, for example health checks: every pod has as many of them, whatever its share of users. */
  readonly ignored: readonly string[];
}

/** Tells the scopes that a series of requests belongs to: the whole (null), and its own route where that is asked for. */
export function scopesOf(
  { routes, ignored }: RouteChoice,
  candidates: RequestLabels,
): (labels: Labels) => (string | null)[] {
  const known = new Map<Labels, (string | null)[]>();
  return (labels) => {
    const before = known.get(labels);
    if (before !== undefined) return before;
    const path = firstLabel(labels, candidates.route);
    const route = path === '' ? null : routeKey(firstLabel(labels, candidates.method), path);
    const own = route !== null && routes.includes(route) ? [null, route] : [null];
    const scopes = isIgnoredRoute(route, ignored) ? [] : own;
    known.set(labels, scopes);
    return scopes;
  };
}
