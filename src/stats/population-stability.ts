import { cumulative, type Distribution, distributionQuantile } from './distribution.ts';

/** A bin that one side never fills would make the index infinite. */
const least = 1e-4;

/**
 * The population stability index Σ (q − p) ln(q ÷ p) over bins that hold equally much of the reference; on bins of equal width most of
 * a heavy-tailed column would lie in one.
 *
 * @param bins how many quantiles of the reference
 * @example populationStability({ masses: [], bounds: [0, 10], spread: 1 }, { masses: [], bounds: [0, 10], spread: 1 }, 10) // 0
 */
export function populationStability(reference: Distribution, candidate: Distribution, bins: number): number {
  const [expected, found] = [cumulative(reference), cumulative(candidate)];
  const edges = new Set(
    Array.from({ length: bins - 1 }, (_, index) => distributionQuantile(reference, (index + 1) / bins)),
  );
  let [index, lastExpected, lastFound] = [0, 0, 0];
  for (const edge of [...edges, Number.POSITIVE_INFINITY]) {
    const [toExpected, toFound] = [expected(edge).upTo, found(edge).upTo];
    const p = Math.max(least, toExpected - lastExpected);
    const q = Math.max(least, toFound - lastFound);
    index += (q - p) * Math.log(q / p);
    [lastExpected, lastFound] = [toExpected, toFound];
  }
  return index;
}
