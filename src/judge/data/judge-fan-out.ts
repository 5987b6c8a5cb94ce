import type { Finding } from '../../model/finding.ts';
import { formatValue } from '../../model/format-value.ts';
import type { ForeignKey } from '../../model/sections/data/table.ts';
import { ratioBand, toleranceOf } from '../band.ts';
import { type DataComparison, dataFinding } from './data-comparison.ts';
import type { SideTable, TablePair } from './pair-tables.ts';
import { tableName } from './pair-tables.ts';

/** ANALYZE reads every row of a smaller table, so that its count of distinct values is right; of larger ones it is far too low. */
const readWhole = 30_000;

interface FanOut {
  /** Rows for each row of the other table. */
  readonly perParent: number;
  /** Rows for each row that is really pointed at; null where that cannot be counted. */
  readonly perUsedParent: number | null;
}

/** Rows that are pointed at, where ANALYZE counted them all; null where it could not. */
function usedParents({ table, rows }: SideTable, key: ForeignKey): number | null {
  const distinct = table.columns.find(({ name }) => name === key.columns[0])?.statistics[0]?.distinct ?? 0;
  if (rows === null || rows > readWhole || key.columns.length > 1) return null;
  const used = distinct < 0 ? -distinct * rows : distinct;
  return used >= 1 ? used : null;
}

function fanOutOf(child: SideTable, parent: SideTable | undefined, key: ForeignKey): FanOut | null {
  const [children, parents] = [child.rows ?? 0, parent?.rows ?? 0];
  if (children === 0 || parents === 0) return null;
  const column = child.table.columns.find(({ name }) => name === key.columns[0]);
  const rows = children * (1 - (column?.statistics[0]?.nullShare ?? 0));
  const used = usedParents(child, key);
  return { perParent: rows / parents, perUsedParent: used === null ? null : rows / used };
}

/**
 * A sample of rows leaves each parent one child, and where the parents were sampled as well the plain ratio does not show it: but a
 * parent that has children at all has at least as many as the average one.
 */
function worst(reference: FanOut, candidate: FanOut): number {
  const { perParent, perUsedParent } = candidate;
  return perUsedParent !== null && perUsedParent < reference.perParent && perUsedParent < perParent
    ? perUsedParent
    : perParent;
}

interface Judged {
  readonly pair: TablePair;
  readonly candidate: SideTable;
  readonly key: ForeignKey;
}

function judgeKey(data: DataComparison, { pair, candidate, key }: Judged): Finding[] {
  const name = tableName(key.to);
  const parent = data.pair.tables.find((one) => one.name === name);
  const own = fanOutOf(pair.reference, parent?.reference, key);
  const other = fanOutOf(candidate, parent?.candidate ?? undefined, key);
  if (own === null || other === null) return [];
  const rule = data.comparison.policy.rules['fan-out'];
  const [left, right] = [own.perParent, worst(own, other)];
  const band = ratioBand(rule, left);
  const passes = right >= band.low && right <= band.high;
  const side = (value: number) => ({ value, unit: 'rows', n: null });
  const { reference, candidate: staging } = data.comparison;
  return [
    dataFinding(
      data,
      {
        check: 'fan-out',
        route: `${pair.name}.${key.columns.join(', ')}`,
        status: passes ? 'match' : 'diverged',
        severity: rule.severity,
        reasonCode: passes ? 'within-tolerance' : 'outside-tolerance',
        message: `${formatValue(left, 'rows')} of ${pair.name} for each of ${name} in ${reference.environment}, ${formatValue(right, 'rows')} in ${staging.environment}`,
        reference: side(left),
        candidate: side(right),
        tolerance: toleranceOf(rule),
      },
      data.usage.ofColumn(pair.reference.table.name, key.columns[0] ?? ''),
    ),
  ];
}

/** Compares how many rows point at one row of another table: what joins multiply. */
export function judgeFanOut(data: DataComparison): Finding[] {
  return data.pair.tables.flatMap((pair) => {
    const { candidate } = pair;
    if (candidate === null) return [];
    return pair.reference.table.foreignKeys.flatMap((key) => judgeKey(data, { pair, candidate, key }));
  });
}
