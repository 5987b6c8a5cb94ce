import type { Evidence } from '../../model/evidence.ts';
import { routeKey } from '../../model/route.ts';
import { measured } from '../measured.ts';
import type { Origin } from './origin.ts';
import { labelValue, type Row } from './prometheus-answer.ts';
import type { CustomQuery } from './prometheus-settings.ts';
import { fill } from './promql.ts';
import { duration } from './request-queries.ts';

/** Fills `$selector` and `$window` into a check’s own PromQL. */
export function customQuery({ query }: CustomQuery, selector: string, seconds: number): string {
  return fill(query, { selector, window: duration(seconds) });
}

/** Labels that may name route and method in an answer to free PromQL. */
export interface CustomLabels {
  readonly route: readonly string[];
  readonly method: readonly string[];
}

/** Reads the answer to free PromQL: one value, or one per route label. */
export function customEvidence(
  { name, unit }: CustomQuery,
  rows: readonly Row[],
  { labels, ...origin }: Origin & { labels: CustomLabels },
): Evidence[] {
  const measure = `custom:${name}`;
  const absent = (reason: 'no-series' | 'no-route-label', message: string): Evidence[] => [
    { state: 'absent', measure, scope: { route: null, slice: '' }, ...origin, reason, message },
  ];
  if (rows.length === 0) return absent('no-series', `the query of ${name} has no result in this window`);
  const routes = rows.map((row) => routeOf(row, labels));
  if (new Set(routes).size < rows.length) {
    return absent(
      'no-route-label',
      `the query of ${name} has ${rows.length} results that no route tells apart; add them up, or group by the route label`,
    );
  }
  return rows.map(({ value }, index) => {
    const common = { measure, scope: { route: routes[index] ?? null, slice: '' }, ...origin };
    if (!Number.isFinite(value))
      return { state: 'absent', ...common, reason: 'not-a-number', message: `${name} is ${value}` };
    return measured({ ...common, value: { kind: 'quantity', value, unit } });
  });
}

function routeOf({ labels }: Row, candidates: CustomLabels): string | null {
  const first = (names: readonly string[]) =>
    names.map((name) => labelValue(labels, name)).find((value) => value !== '');
  const route = first(candidates.route);
  return route === undefined ? null : routeKey(first(candidates.method) ?? null, route);
}
