import type { Histogram } from '../model/evidence.ts';

/** Smoothed share of values above a bucket's bound: (N - count + ½) / (N + 1), so that a logarithm always exists. */
export function survivalAtBound({ cumulative }: Histogram, index: number): number {
  if (index < 0) return 1;
  const total = cumulative[cumulative.length - 1] ?? 0;
  return (total - (cumulative[index] ?? total) + 0.5) / (total + 1);
}

/**
 * Share of values above `x`, with the logarithm of the share linear inside a bucket.
 *
 * Prometheus' own rule (count linear inside a bucket) reads a 20 % change at p95 as 24 to 64 %; this one as 16 to 26 %,
 * unless the values vary little against the bucket's width (see `histogramQuantile`'s other shape).
 * Above the last finite bound the share at that bound is returned: an upper limit.
 *
 * @param x in the histogram's unit
 * @example survival({ kind: 'histogram', bounds: [1, 2], cumulative: [50, 100, 100], unit: 's' }, 1) // ≈ 0.5
 */
export function survival(histogram: Histogram, x: number): number {
  const index = histogram.bounds.findIndex((bound) => x <= bound);
  if (index === -1) return survivalAtBound(histogram, histogram.bounds.length - 1);
  const upper = histogram.bounds[index] ?? x;
  const lower = index === 0 ? 0 : (histogram.bounds[index - 1] ?? 0);
  const [above, below] = [survivalAtBound(histogram, index), survivalAtBound(histogram, index - 1)];
  return above * (below / above) ** ((upper - x) / (upper - lower));
}
