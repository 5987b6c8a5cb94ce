/**
 * How many of some ascending values are strictly above a limit.
 *
 * @example countAbove(new Float64Array([1, 2, 2, 3]), 2) // 1
 */
export function countAbove(ascending: Float64Array, limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return ascending.length - low;
}
