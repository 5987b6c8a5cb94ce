import { type Curve, curveQuantiles, shareUpTo } from './distribution.ts';

/** A bin that one side never fills would make the index infinite. */
const least = 1e-4;

/**
 * The population stability index Σ (q − p) ln(q ÷ p) over bins that hold equally much of the reference; on bins of equal width most of
 * a heavy-tailed column would lie in one.
 *
 * @param bins how many quantiles of the reference
 * @example populationStability({ points: [0, 10], below: [0, 1], upTo: [0, 1] }, { points: [0, 10], below: [0, 1], upTo: [0, 1] }, 10) // 0
 */
export function populationStability(reference: Curve, candidate: Curve, bins: number): number {
  const shares = Array.from({ length: bins - 1 }, (_, index) => (index + 1) / bins);
  const edges = [...new Set(curveQuantiles(reference, shares)), Number.POSITIVE_INFINITY];
  let [index, lastExpected, lastFound] = [0, 0, 0];
  for (const edge of edges) {
    const [toExpected, toFound] = [shareUpTo(reference, edge), shareUpTo(candidate, edge)];
    const p = Math.max(least, toExpected - lastExpected);
    const q = Math.max(least, toFound - lastFound);
    index += (q - p) * Math.log(q / p);
    [lastExpected, lastFound] = [toExpected, toFound];
  }
  return index;
}
