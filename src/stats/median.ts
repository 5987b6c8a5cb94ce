/**
 * The middle value; the mean of the two middle ones for an even count.
 *
 * @throws RangeError on an empty list
 * @example median([3, 1, 2]) // 2
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  if (low === undefined || high === undefined) throw new RangeError('median needs at least one value');
  return (low + high) / 2;
}
