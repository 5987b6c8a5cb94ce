import type { Histogram } from '../model/evidence.ts';
import { isSameBound } from './common-bounds.ts';

/**
 * The same histogram on fewer bounds; exact, because every kept bound is one of its own.
 *
 * @throws RangeError if a bound is not one of the histogram's
 * @example coarsen({ kind: 'histogram', bounds: [1, 2], cumulative: [3, 5, 6], unit: 's' }, [2]).cumulative // [5, 6]
 */
export function coarsen(histogram: Histogram, bounds: readonly number[]): Histogram {
  const kept = bounds.map((bound) => {
    const index = histogram.bounds.findIndex((own) => isSameBound(own, bound));
    const count = histogram.cumulative[index];
    if (count === undefined) throw new RangeError(`${bound} is not a bound of this histogram`);
    return count;
  });
  return { ...histogram, bounds: [...bounds], cumulative: [...kept, totalOf(histogram)] };
}

/** Number of values in a histogram. */
export function totalOf(histogram: Histogram): number {
  return histogram.cumulative.at(-1) ?? 0;
}
