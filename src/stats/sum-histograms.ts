import type { Histogram } from '../model/evidence.ts';
import { coarsen } from './coarsen.ts';
import { commonBounds } from './common-bounds.ts';

/**
 * Adds up histograms, each multiplied by its weight, on the bounds that all of them share.
 *
 * @param parts histograms in one unit, with a weight ≥ 0 each; at least one
 * @example sumHistograms([{ histogram: { kind: 'histogram', bounds: [1], cumulative: [2, 3], unit: 's' }, weight: 2 }]).cumulative // [4, 6]
 */
export function sumHistograms(parts: readonly { histogram: Histogram; weight: number }[]): Histogram {
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError('sumHistograms needs at least one histogram');
  if (rest.length === 0 && first.weight === 1) return first.histogram;
  const bounds = rest.reduce((shared, part) => commonBounds(shared, part.histogram.bounds), first.histogram.bounds);
  const cumulative = new Array<number>(bounds.length + 1).fill(0);
  for (const { histogram, weight } of parts) {
    coarsen(histogram, bounds).cumulative.forEach((count, index) => {
      cumulative[index] = (cumulative[index] ?? 0) + weight * count;
    });
  }
  return { kind: 'histogram', bounds: [...bounds], cumulative, unit: first.histogram.unit };
}
