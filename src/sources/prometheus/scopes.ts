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

/** One text for three, no two triples alike, whatever strangers put into their labels. */
function joined(one: string, two: string, three: string): string {
  return `${one.length}:${two.length}:${one}${two}${three}`;
}

/** Sorts rows into scopes: by route (the whole service where no series names one) and by slice. */
export function byScope(rows: readonly Row[], grouping: Grouping): Scoped[] {
  const named = hasRoutes(rows, grouping);
  const [route, method] = [labelOf(grouping, 'route'), labelOf(grouping, 'method')];
  const sliceOfRow = grouping.split.length === 0 ? () => '' : ({ labels }: Row) => sliceOf(labels, grouping.split);
  // An answer has a dozen rows per route, so each spelling of each slice is read once.
  const spelled = Map.groupBy(rows, (row) =>
    joined(labelValue(row.labels, method), labelValue(row.labels, route), sliceOfRow(row)),
  );
  const scopes = new Map<string, { scope: Scope; spellings: (readonly Row[])[] }>();
  for (const own of spelled.values()) {
    const [first] = own;
    if (first === undefined) continue;
    const key = named ? routeKey(labelValue(first.labels, method), labelValue(first.labels, route)) : null;
    const scope = { route: key, slice: sliceOfRow(first) };
    const address = joined(scope.slice, key ?? '', '');
    const known = scopes.get(address);
    if (known === undefined) scopes.set(address, { scope, spellings: [own] });
    else known.spellings.push(own);
  }
  return [...scopes.values()];
}

/**
 * Names the slice of a series by the labels that are never pooled, in alphabetical order.
 *
 * @example sliceOf({ region: 'eu', version: '7' }, ['version', 'region']) // 'region=eu,version=7'
 */
export function sliceOf(labels: Row['labels'], split: readonly string[]): string {
  return [...split]
    .sort()
    .filter((name) => labelValue(labels, name) !== '')
    .map((name) => `${name}=${labelValue(labels, name)}`)
    .join(',');
}
