import { type Evidence, mostCounted } from '../../model/evidence.ts';
import { type Grouping, labelOf } from './grouping.ts';
import type { Origin } from './origin.ts';
import { labelValue, type Row } from './prometheus-answer.ts';
import { byScope, type Scoped } from './scopes.ts';

/** Entry of requests whose series carries no status although others do. */
const noStatus = '(none)';

/** Tells whether any series carries a status; counters without one say nothing about errors. */
export function hasStatus(rows: readonly Row[], grouping: Grouping): boolean {
  const label = labelOf(grouping, 'status');
  return rows.some(({ labels }) => labelValue(labels, label) !== '');
}

/** Reads counts into requests by status per scope; a scope without a request is not served and left out. */
export function statusEvidence(
  rows: readonly Row[],
  { grouping, ...origin }: Origin & { grouping: Grouping },
): Evidence[] {
  const status = labelOf(grouping, 'status');
  return byScope(rows, grouping).flatMap((scoped) => readScope(scoped, status, origin));
}

function readScope({ scope, spellings }: Scoped, label: string | null, origin: Origin): Evidence[] {
  const common = { measure: 'requests', scope, ...origin };
  const rows = spellings.flat();
  const bad = rows.find(({ value }) => !(value >= 0 && value <= mostCounted));
  if (bad !== undefined) {
    return [{ state: 'absent', ...common, reason: 'not-a-number', message: `a count of requests is ${bad.value}` }];
  }
  const counts = new Map<string, number>();
  for (const { labels, value } of rows) {
    const status = labelValue(labels, label) || noStatus;
    if (value > 0) counts.set(status, (counts.get(status) ?? 0) + value);
  }
  if (counts.size === 0) return [];
  const value = { kind: 'record', entries: tableOf(counts), unit: 'requests' } as const;
  return [{ state: 'present', ...common, value }];
}

/**
 * The counts as a record. To the engine "200" and "500" are places in a list, and it would make one of 500 places for every
 * route (measured: ten times the time of making and of reading them); properties that cannot be deleted it keeps in a table.
 */
function tableOf(counts: ReadonlyMap<string, number>): Record<string, number> {
  const table: Record<string, number> = {};
  for (const [status, value] of counts) {
    Object.defineProperty(table, status, { value, enumerable: true, writable: true, configurable: false });
  }
  return table;
}
