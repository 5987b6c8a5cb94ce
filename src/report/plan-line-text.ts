import { formatCount } from '../model/format-value.ts';
import type { PlanLine } from '../model/plan-pair.ts';

/** Fewer than this is no whole row, and not none either. */
function countText(rows: number): string {
  return rows > 0 && rows < 1 ? '<1' : formatCount(rows);
}

/**
 * How many rows a step was expected to give, and how many came.
 *
 * @example rowsText({ rows: 10, actual: 2000, loops: 3 }) // 'expected 10 rows, came 2,000, 3 times'
 */
export function rowsText({ rows, actual, loops }: Pick<PlanLine, 'rows' | 'actual' | 'loops'>): string {
  const expected = rows === null ? '' : `expected ${countText(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  if (actual === null) return expected;
  if (loops === 0) return [expected, 'never run'].filter((part) => part !== '').join(', ');
  const times = loops === null || loops === 1 ? '' : `, ${formatCount(loops)} times`;
  return `${expected === '' ? '' : `${expected}, `}came ${countText(actual)}${times}`;
}
