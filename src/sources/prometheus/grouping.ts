import type { Convention } from './convention.ts';

/** Labels by which a query groups; of several candidates the first that is not empty counts, series by series. */
export interface Grouping {
  readonly route: readonly string[];
  readonly method: readonly string[];
  readonly status: readonly string[];
  readonly split: readonly string[];
}

/** Chooses, of a convention’s candidates, the labels that the server has. */
export function groupingOf(convention: Convention, present: ReadonlySet<string>, split: readonly string[]): Grouping {
  const among = (candidates: readonly string[]) => candidates.filter((label) => present.has(label));
  return {
    route: among(convention.route),
    method: among(convention.method),
    status: among(convention.status),
    split,
  };
}

/** The grouping that a convention’s documentation promises, for queries that are shown and not sent. */
export function expectedGrouping(convention: Convention, split: readonly string[]): Grouping {
  const { route, method, status } = convention;
  return { route: route.slice(0, 1), method: method.slice(0, 1), status: status.slice(0, 1), split };
}

export type Role = 'route' | 'method' | 'status';

/**
 * Name under which an answer carries a role; null where the server has no such label.
 *
 * @example labelOf({ route: ['route', 'path'], method: [], status: [], split: [] }, 'route') // 'tollgate_route'
 */
export function labelOf(grouping: Grouping, role: Role): string | null {
  const [first, second] = grouping[role];
  if (first === undefined) return null;
  return second === undefined ? first : `tollgate_${role}`;
}
