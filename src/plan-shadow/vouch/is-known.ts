import type { Column } from '../../model/sections/data/column.ts';
import type { Comparison } from './comparison.ts';

const ranges: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const equalities: ReadonlySet<string> = new Set(['=', '<>']);
const integers = /^(smallint|integer|bigint)$/;
/** However they are rounded, whole numbers so close to each other stay themselves. */
const exactRange = 9;
/** A larger share of rows may not hide behind values that too few of them carry. */
const hiddenShare = 0.01;

/** How many most common values production’s own statistics have, shown or not. */
const commonCount = ({ statistics }: Column) =>
  Math.max(0, ...statistics.map(({ commonValues, hiddenCommon }) => commonValues.length + hiddenCommon.count));

function isExact({ type, treatment, statistics }: Column): boolean {
  if (treatment !== 'rounded' || !integers.test(type)) return false;
  return statistics.every(({ commonValues, histogram, hiddenCommon }) => {
    const values = [...commonValues, ...histogram].map(Number);
    return hiddenCommon.count === 0 && Math.max(...values) - Math.min(...values) <= exactRange;
  });
}

function isRangeKnown({ treatment, statistics }: Column): boolean {
  return (
    treatment === 'rounded' &&
    statistics.every(
      ({ hiddenCommon, histogram, histogramBounds, commonValues }) =>
        hiddenCommon.share <= hiddenShare &&
        (histogramBounds === 0 ? commonValues.length > 0 : histogram.length >= Math.min(10, histogramBounds)),
    )
  );
}

/** Rows that two columns share are estimated from both lists of common values, and from numbers alone where one has none. */
function isJoinKnown(columns: readonly Column[]): boolean {
  const withCommon = columns.filter((column) => commonCount(column) > 0);
  if (withCommon.some(({ treatment }) => treatment === 'hidden')) return false;
  if (withCommon.length < 2) return true;
  return withCommon.every(
    ({ treatment, statistics }) =>
      treatment === 'plain' ||
      (treatment === 'hashed' && statistics.every(({ hiddenCommon }) => hiddenCommon.count === 0)),
  );
}

function isConstantKnown(operator: string, column: Column): boolean {
  // Without common values the estimate is one share for every value, whichever it is.
  if (equalities.has(operator)) return commonCount(column) === 0 || isExact(column);
  return ranges.has(operator) && isRangeKnown(column);
}

/**
 * Tells whether the planner estimates a comparison from redacted statistics as it would from the real ones.
 *
 * Source: `selfuncs.c` of PostgreSQL: a comparison with a parameter goes by numbers alone (null share, distinct values); with a
 * constant by common values and histogram; of two columns by both lists of common values.
 *
 * @param columns what the comparison refers to, as far as production has statistics of it
 */
export function isKnown(comparison: Comparison, columns: readonly Column[]): boolean {
  const redacted = columns.filter(({ treatment }) => treatment !== 'plain');
  if (redacted.length === 0 || comparison.isNullTest) return true;
  const [operator = '', ...others] = comparison.operators;
  if (comparison.hasFunction || others.length > 0 || operator === '') return false;
  return comparison.hasConstant
    ? columns.length === 1 && redacted.every((column) => isConstantKnown(operator, column))
    : isOtherSideKnown(operator, columns);
}

/** A comparison with a parameter or of two columns. */
function isOtherSideKnown(operator: string, columns: readonly Column[]): boolean {
  return columns.length < 2 || ranges.has(operator) || (equalities.has(operator) && isJoinKnown(columns));
}
