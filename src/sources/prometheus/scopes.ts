import type { Scope } from '../../model/evidence.ts';
import { routeKey } from '../../model/route.ts';
import { type Grouping, labelOf } from './grouping.ts';
import { labelValue, type Row } from './prometheus-answer.ts';

/** The rows of one scope. */
export interface Scoped {
  readonly scope: Scope;
  /** Rows of each spelling of the route: `/orders/:id` and `/orders/{id}` are two spellings of one route. */
  readonly spellings: readonly (readonly Row[])[];
}

/** Tells whether any series names its route; a label that is always empty names nothing. */
export function hasRoutes(rows: readonly Row[], grouping: Grouping): boolean {
  const label = labelOf(grouping, 'route');
  return rows.some(({ labels }) => labelValue(labels, label) !== '');
}

/** Sorts rows into scopes: by route (the whole service where no series names one) and by slice. */
export function byScope(rows: readonly Row[], grouping: Grouping): Scoped[] {
  const named = hasRoutes(rows, grouping);
  const scopes = new Map<string, Map<string | null, { scope: Scope; spellings: (readonly Row[])[] }>>();
  for (const spelling of spellings(rows, grouping)) {
    const [first] = spelling;
    if (first === undefined) continue;
    const [method, path] = spellingOf(first, grouping);
    const scope = { route: named ? routeKey(method, path) : null, slice: sliceOf(first.labels, grouping.split) };
    const routes = kept(scopes, scope.slice, () => new Map());
    kept(routes, scope.route, () => ({ scope, spellings: [] })).spellings.push(spelling);
  }
  return [...scopes.values()].flatMap((routes) => [...routes.values()]);
}

const spellingOf = ({ labels }: Row, grouping: Grouping) =>
  [labelValue(labels, labelOf(grouping, 'method')), labelValue(labels, labelOf(grouping, 'route'))] as const;

/** Rows that spell method, path and slice alike: an answer has a dozen rows per route, so each spelling is read once. */
function spellings(rows: readonly Row[], grouping: Grouping): (readonly Row[])[] {
  const [route, method] = [labelOf(grouping, 'route'), labelOf(grouping, 'method')];
  const paths = new Map<string, Map<string, Row[]>>();
  for (const row of rows) {
    const methods = kept(paths, labelValue(row.labels, route), () => new Map<string, Row[]>());
    kept(methods, labelValue(row.labels, method), () => []).push(row);
  }
  const spelled = [...paths.values()].flatMap((methods) => [...methods.values()]);
  if (grouping.split.length === 0) return spelled;
  return spelled.flatMap((group) => [...Map.groupBy(group, ({ labels }) => sliceOf(labels, grouping.split)).values()]);
}

/** The value of a key, made and kept where there is none yet. */
function kept<Key, Kept>(map: Map<Key, Kept>, key: Key, make: () => Kept): Kept {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/**
 * Names the slice of a series by the labels that are never pooled, in alphabetical order.
 *
 * @example sliceOf({ region: 'eu', version: '7' }, ['version', 'region']) // 'region=eu,version=7'
 */
export function sliceOf(labels: Row['labels'], split: readonly string[]): string {
  if (split.length === 0) return '';
  return [...split]
    .sort()
    .filter((name) => labelValue(labels, name) !== '')
    .map((name) => `${name}=${labelValue(labels, name)}`)
    .join(',');
}
