import type { Finding } from '../../model/finding.ts';
import { formatValue } from '../../model/format-value.ts';
import type { Profile } from '../../model/profile.ts';
import { toleranceOf } from '../band.ts';
import { type DataComparison, dataFinding } from './data-comparison.ts';
import type { SideTable, TablePair } from './pair-tables.ts';

/** Fewer changed rows than this are never worth an ANALYZE. */
const leastChanged = 500;

/** Share of the rows that changed since the last ANALYZE; null where the server does not know (a replica). */
function changedShare({ table, rows }: SideTable, { catalogues }: Profile): number | null {
  const { modificationsSinceAnalyze: changed } = table;
  if (changed === null || rows === null || catalogues?.data?.server.replica !== false) return null;
  return changed < leastChanged ? 0 : changed / Math.max(1, rows);
}

function judgeSide(data: DataComparison, { name }: TablePair, side: { profile: Profile; table: SideTable }): Finding[] {
  const share = changedShare(side.table, side.profile);
  const { analyzedAt } = side.table.table;
  const rule = data.comparison.policy.rules['stale-statistics'];
  if (share === null || share <= (rule.relative ?? 0)) return [];
  const isReference = side.profile === data.comparison.reference;
  const value = { value: share, unit: 'share', n: null };
  return [
    dataFinding(
      data,
      {
        check: 'stale-statistics',
        route: `${name} in ${side.profile.environment}`,
        status: 'diverged',
        severity: rule.severity,
        reasonCode: 'statistics-outdated',
        message: `${name} changed by ${formatValue(share, 'share')} of its rows in ${side.profile.environment} since its last ANALYZE${analyzedAt === null ? '' : ` (${analyzedAt})`}: plans are made for the table that it was`,
        reference: isReference ? value : null,
        candidate: isReference ? null : value,
        tolerance: toleranceOf(rule),
      },
      data.usage.ofTable(side.table.table.name),
    ),
  ];
}

/** Finds tables whose statistics are older than their rows, on either side: their plans, and this comparison, speak of the past. */
export function judgeStaleness(data: DataComparison): Finding[] {
  const { reference, candidate } = data.comparison;
  return data.pair.tables.flatMap((pair) => [
    ...judgeSide(data, pair, { profile: reference, table: pair.reference }),
    ...(pair.candidate === null ? [] : judgeSide(data, pair, { profile: candidate, table: pair.candidate })),
  ]);
}
