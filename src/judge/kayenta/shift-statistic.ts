/** Values in ascending order. */
export interface SortedPair {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** How many leading values equal the one at `from`, after a shift. */
function runLength(values: Float64Array, from: number, { shift, value }: { shift: number; value: number }): number {
  let end = from;
  while (end < values.length && (values[end] ?? Number.NaN) - shift === value) end += 1;
  return end - from;
}

/** The sum of the ranks of x − shift among both sides, and the sum of t³ − t over every run of t equal values. */
function rankSum({ x, y }: SortedPair, shift: number): { ranks: number; ties: number } {
  let [ranks, ties, i, j] = [0, 0, 0, 0];
  while (i < x.length) {
    const [mine, theirs] = [(x[i] ?? Number.NaN) - shift, y[j] ?? Number.POSITIVE_INFINITY];
    const value = Math.min(mine, theirs);
    const fromX = runLength(x, i, { shift, value });
    const fromY = runLength(y, j, { shift: 0, value });
    const run = fromX + fromY;
    if (run === 0) return { ranks: Number.NaN, ties: 0 };
    ranks += fromX * (i + j + (run + 1) / 2);
    ties += run ** 3 - run;
    i += fromX;
    j += fromY;
  }
  return { ranks, ties: ties + tiesAfter(y, j) };
}

function tiesAfter(y: Float64Array, from: number): number {
  let [ties, at] = [0, from];
  while (at < y.length) {
    const run = runLength(y, at, { shift: 0, value: y[at] ?? Number.NaN });
    if (run === 0) return Number.NaN;
    ties += run ** 3 - run;
    at += run;
  }
  return ties;
}

/**
 * The standardised Mann-Whitney statistic of x − shift against y, continuity- and tie-corrected; NaN where every value ties.
 *
 * Positive where x − shift tends to be larger. One pass over both sorted sides.
 *
 * Source: R's `wilcox.test(exact = FALSE, correct = TRUE)`.
 *
 * @example shiftStatistic({ x: Float64Array.of(1), y: Float64Array.of(1) }, 0) // NaN
 */
export function shiftStatistic(pair: SortedPair, shift: number): number {
  const [m, n] = [pair.x.length, pair.y.length];
  const { ranks, ties } = rankSum(pair, shift);
  const excess = ranks - (m * (m + 1)) / 2 - (m * n) / 2;
  const variance = ((m * n) / 12) * (m + n + 1 - ties / ((m + n) * (m + n - 1)));
  return variance > 0 ? (excess - Math.sign(excess) / 2) / Math.sqrt(variance) : Number.NaN;
}
