/**
 * The q-quantile of a histogram as Prometheus' `histogram_quantile` gives it: linear inside a bucket; NaN without observations.
 *
 * Beyond the last finite bound it is that bound. For comparison only: it is biased in wide buckets (see `histogramQuantile`).
 *
 * @param bounds finite upper bounds, ascending
 * @param cumulative counts, one per bound and the total
 * @example prometheusQuantile([1, 2], [50, 100, 100], 0.75) // 1.5
 */
export function prometheusQuantile(bounds: readonly number[], cumulative: readonly number[], q: number): number {
  const total = cumulative.at(-1) ?? 0;
  if (!(total > 0)) return Number.NaN;
  const rank = q * total;
  const at = bounds.findIndex((_, index) => (cumulative[index] ?? 0) >= rank);
  if (at < 0) return bounds.at(-1) ?? Number.NaN;
  const [low, high] = [bounds[at - 1] ?? 0, bounds[at] ?? 0];
  const [before, until] = [cumulative[at - 1] ?? 0, cumulative[at] ?? 0];
  return until === before ? high : low + ((high - low) * (rank - before)) / (until - before);
}
