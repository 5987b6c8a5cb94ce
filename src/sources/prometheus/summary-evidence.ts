import type { Evidence } from '../../model/evidence.ts';
import { measured } from '../measured.ts';
import type { Grouping } from './grouping.ts';
import type { Origin } from './origin.ts';
import { labelValue, type Row } from './prometheus-answer.ts';
import { partLabel } from './request-queries.ts';
import { byScope, type Scoped } from './scopes.ts';

const names = new Map([
  [0.5, 'p50'],
  [0.95, 'p95'],
  [0.99, 'p99'],
]);

/**
 * Reads ready-made quantiles into one record (`p50`, `p95`, `p99` in seconds, `count`) per scope.
 *
 * Only where one single series speaks for the scope: quantiles of several instances cannot be added up.
 */
export function summaryEvidence(
  rows: readonly Row[],
  unit: 's' | 'ms',
  { grouping, ...origin }: Origin & { grouping: Grouping },
): Evidence[] {
  return byScope(rows, grouping).flatMap((scoped) => readScope(scoped, unit, origin));
}

function readScope({ scope, spellings }: Scoped, unit: 's' | 'ms', origin: Origin): Evidence[] {
  const common = { measure: 'latency', scope, ...origin };
  const parts = Map.groupBy(spellings.flat(), ({ labels }) => labelValue(labels, partLabel));
  const count = (parts.get('count') ?? []).reduce((sum, { value }) => sum + value, 0);
  if (count === 0) return [];
  const instances = Math.max(0, ...seriesByQuantile(parts.get('series') ?? []));
  const entries = quantileEntries(parts.get('quantile') ?? [], unit);
  const absent = (reason: 'not-a-number' | 'quantiles-only', message: string): Evidence[] => [
    { state: 'absent', ...common, reason, message },
  ];
  if (instances > 1)
    return absent('quantiles-only', `${instances} series export quantiles of their own, which cannot be added up`);
  if (entries.length === 0 || ![count, ...entries.map(([, value]) => value)].every(Number.isFinite)) {
    return absent('not-a-number', 'the summary had no quantile other than NaN in the window');
  }
  return [
    measured({ ...common, value: { kind: 'record', entries: { ...Object.fromEntries(entries), count }, unit: 's' } }),
  ];
}

/** Series behind each quantile; spellings of one route add up, since each of them has a summary of its own. */
function seriesByQuantile(rows: readonly Row[]): number[] {
  const counts = new Map<number, number>();
  for (const { labels, value } of rows) {
    const quantile = Number(labelValue(labels, 'quantile'));
    counts.set(quantile, (counts.get(quantile) ?? 0) + value);
  }
  return [...counts.values()];
}

function quantileEntries(rows: readonly Row[], unit: 's' | 'ms'): [string, number][] {
  return rows.flatMap(({ labels, value }): [string, number][] => {
    const name = names.get(Number(labelValue(labels, 'quantile')));
    return name === undefined ? [] : [[name, unit === 'ms' ? value / 1000 : value]];
  });
}
