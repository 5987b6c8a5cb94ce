import type { Interval } from './interval.ts';

/** One interval of one class of bad events, and a guess of the baseline’s rate that was known before it. */
export interface Reduced {
  readonly interval: Interval;
  readonly centre: number;
  /** What was compared says nothing about whether the canary is within tolerance, only whether it is beyond. */
  readonly isCoarse?: boolean;
}

/** What the rows of a metric say about each of its classes of bad events: one for counts, one per quantile for latencies. */
export interface Reduction {
  readonly parts: number;
  /**
   * One row. Each row is prepared once, together with all rows before it; asking again, with another ratio, is cheap.
   *
   * @param ratio how many times the baseline’s value is allowed to the canary; counts do not depend on it
   */
  readonly at: (row: number, ratio: number) => readonly Reduced[];
}

/** Prepares rows in their order, each once, however often and in whatever order they are asked for. */
export function inSequence<Row, Prepared>(
  rows: readonly Row[],
  prepare: (row: Row) => Prepared,
): (row: number) => Prepared {
  const prepared: Prepared[] = [];
  return (at) => {
    for (const row of rows.slice(prepared.length, at + 1)) prepared.push(prepare(row));
    const wanted = prepared[at];
    if (wanted === undefined) throw new RangeError(`there is no row ${at}`);
    return wanted;
  };
}
