/**
 * The middle value; the mean of the two middle ones for an even count.
 *
 * @throws RangeError on an empty list
 * @example median([3, 1, 2]) // 2
 */
export function median(values: readonly number[]): number {
  // Sorts numbers as numbers, several times faster than a list with a comparison.
  const sorted = Float64Array.from(values).sort();
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  if (low === undefined || high === undefined) throw new RangeError('median needs at least one value');
  return (low + high) / 2;
}
