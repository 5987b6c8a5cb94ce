/**
 * Ranks from 1, equal values sharing the mean of their ranks.
 *
 * @example ranks([10, 20, 20, 5]) // [2, 3.5, 3.5, 1]
 */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const result = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1] ?? 0] === values[order[start] ?? 0]) end += 1;
    for (const index of order.slice(start, end + 1)) result[index] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return result;
}
