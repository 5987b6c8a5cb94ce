/**
 * Two ascending lists as one.
 *
 * @example [...mergeSorted(new Float64Array([1, 3]), new Float64Array([2]))] // [1, 2, 3]
 */
export function mergeSorted(one: Float64Array, other: Float64Array): Float64Array {
  if (other.length === 0) return one;
  const merged = new Float64Array(one.length + other.length);
  let [at, left, right] = [0, 0, 0];
  while (at < merged.length) {
    const takeLeft = right >= other.length || (left < one.length && (one[left] ?? 0) <= (other[right] ?? 0));
    merged[at] = takeLeft ? (one[left++] ?? 0) : (other[right++] ?? 0);
    at += 1;
  }
  return merged;
}
