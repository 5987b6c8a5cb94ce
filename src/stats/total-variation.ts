/** Counts by category. */
export type Counts = Readonly<Record<string, number>>;

const sum = (counts: Counts) => Object.values(counts).reduce((total, count) => total + count, 0);

/**
 * Total variation distance of two mixes, ½ Σ|p - q|: the share of one that would have to change to look like the other.
 *
 * @returns 0 to 1; NaN where one side is empty
 * @example totalVariation({ a: 1, b: 1 }, { a: 1 }) // 0.5
 */
export function totalVariation(one: Counts, other: Counts): number {
  const [left, right] = [sum(one), sum(other)];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].reduce(
    (distance, name) => distance + Math.abs((one[name] ?? 0) / left - (other[name] ?? 0) / right) / 2,
    0,
  );
}

/**
 * What the total variation distance of two samples of one mix stays under: ½ Σ z √(p(1-p)(1/n + 1/m)) with the pooled p.
 *
 * @param z width in standard errors
 * @example totalVariationNoise({ a: 500, b: 500 }, { a: 500, b: 500 }, 2) // ≈ 0.045
 */
export function totalVariationNoise(one: Counts, other: Counts, z: number): number {
  const [left, right] = [sum(one), sum(other)];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].reduce((noise, name) => {
    const pooled = ((one[name] ?? 0) + (other[name] ?? 0)) / (left + right);
    return noise + (z / 2) * Math.sqrt(pooled * (1 - pooled) * (1 / left + 1 / right));
  }, 0);
}
