import type { Statistics } from '../../../model/sections/data/statistics.ts';
import { jensenShannon, jensenShannonNoise } from '../../../stats/jensen-shannon.ts';
import type { ColumnPair, SideColumn } from '../pair-columns.ts';
import type { Shape } from './shape.ts';

const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);

/** Distinct values of a side; below zero they are a share of the rows. */
function distinctOf({ distinct }: Statistics, rows: number): number {
  return distinct < 0 ? -distinct * rows : distinct;
}

/** The share that the planner gives a value that is not among the common ones: the rest, evenly (`var_eq_const`). */
function residual({ statistics, rows }: SideColumn): number {
  const { commonShares, commonValues, hiddenCommon, nullShare } = statistics;
  const rest = 1 - nullShare - sum(commonShares) - hiddenCommon.share;
  const others = distinctOf(statistics, rows) - commonValues.length - hiddenCommon.count;
  return others >= 1 && rest > 0 ? rest / others : 0;
}

/**
 * Shares of values among the rows that have one. Values that are not shown here, but are there, may be those that were dropped
 * because few rows carry them; the others get the residual, never nothing.
 */
function sharesOf(side: SideColumn, values: readonly string[]): number[] {
  const { commonValues, commonShares, hiddenCommon, nullShare } = side.statistics;
  const present = Math.max(1e-12, 1 - nullShare);
  const known = new Map(commonValues.map((value, index) => [value, commonShares[index] ?? 0]));
  const rest = residual(side);
  let dropped = hiddenCommon.count;
  return values.map((value) => {
    const share = known.get(value);
    if (share !== undefined) return share / present;
    dropped -= 1;
    return (dropped >= 0 ? hiddenCommon.share / hiddenCommon.count : rest) / present;
  });
}

/** How alike the mix of a column’s values is; null where neither side has common values. */
export function categoryShape({ reference, candidate }: ColumnPair): Shape | null {
  const values = [...new Set([...reference.statistics.commonValues, ...candidate.statistics.commonValues])];
  if (values.length === 0) return null;
  const [left, right] = [sharesOf(reference, values), sharesOf(candidate, values)];
  const pairs = values.map((_, index) => [left[index] ?? 0, right[index] ?? 0] as const);
  const rest = (side: 0 | 1) => Math.max(0, 1 - sum(pairs.map((pair) => pair[side])));
  const all = [...pairs, [rest(0), rest(1)] as const];
  const moved = sum(all.map(([p, q]) => Math.abs(p - q))) / 2;
  return {
    measure: 'Jensen–Shannon',
    distance: jensenShannon(all),
    noise: jensenShannonNoise(all.length, [reference.sample, candidate.sample]),
    words: `${Math.round(moved * 100)} % of the rows would need another value`,
  };
}
