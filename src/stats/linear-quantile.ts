/**
 * The q-quantile of sorted values, linear between neighbours (type 7 of Hyndman and Fan, R's default); NaN of none.
 *
 * @param sorted ascending
 * @param q between 0 and 1
 * @example linearQuantile([1, 2, 3, 4], 0.25) // 1.75
 */
export function linearQuantile(sorted: readonly number[], q: number): number {
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below === above ? below : below + (above - below) * (place - Math.floor(place));
}
