/** Where a histogram is cut to count slow requests on both sides. */
export interface BucketProbe {
  /** Canary requests above this bound are slow. */
  readonly canaryBound: number;
  /** Baseline requests above this bound are slow, and those in its bucket in part. */
  readonly baselineBound: number;
  /** How slow a baseline request in that bucket counts, between 0 and 1. */
  readonly weight: number;
  /** The share of the past baseline that is slow. */
  readonly slowShare: number;
  /** Whether that share and the one above `canaryBound` are near the quantile’s; else no bucket ends where the quantile is. */
  readonly isNear: boolean;
}

/** How many times the odds of being slow may differ from the quantile’s. */
const farthestOdds = 20;

const logOdds = (share: number) => Math.log(share / (1 - share));

/** The past baseline, smoothed so that every logarithm exists; bound -1 is zero. */
function survivalOf(cumulative: readonly number[], bound: number): number {
  const total = cumulative.at(-1) ?? 0;
  return bound < 0 ? 1 : (total - (cumulative[bound] ?? 0) + 0.5) / (total + 1);
}

function probeAt(
  bounds: readonly number[],
  past: readonly number[],
  { bound, ratio }: { bound: number; ratio: number },
) {
  const threshold = (bounds[bound] ?? 0) / ratio;
  const baselineBound = bounds.findIndex((upper) => upper >= threshold);
  if (baselineBound === -1) return null;
  const [upper, lower] = [bounds[baselineBound] ?? 0, baselineBound === 0 ? 0 : (bounds[baselineBound - 1] ?? 0)];
  const [high, low] = [survivalOf(past, baselineBound), survivalOf(past, baselineBound - 1)];
  // Survival is taken as log-linear inside a bucket: with Prometheus’ linear rule 20 % would really be 24 to 64 %.
  const slowShare = high * (low / high) ** ((upper - threshold) / (upper - lower));
  const weight = low === high ? 0 : (slowShare - high) / (low - high);
  return { canaryBound: bound, baselineBound, weight, slowShare, isNear: false };
}

/**
 * Finds the bound that is nearest to a quantile of the baseline’s past, and what corresponds to it `ratio` times lower.
 *
 * @param bounds finite upper bounds, ascending
 * @param past cumulative counts of the baseline before the interval, one more than bounds
 * Where all requests lie within one bucket, no bound is near: a canary that is many times slower could lie in it as well. What is above
 * a bound that is far still speaks against it.
 *
 * @returns null where the baseline has no past, or no bound is high enough
 */
export function probeBuckets(
  bounds: readonly number[],
  past: readonly number[],
  { quantile, ratio }: { readonly quantile: number; readonly ratio: number },
): BucketProbe | null {
  if (!((past.at(-1) ?? 0) > 0)) return null;
  const wanted = Math.log(1 - quantile);
  let best: BucketProbe | null = null;
  for (let bound = 0; bound < bounds.length; bound += 1) {
    const probe = probeAt(bounds, past, { bound, ratio });
    const isNearer =
      probe !== null &&
      (best === null || Math.abs(Math.log(probe.slowShare) - wanted) < Math.abs(Math.log(best.slowShare) - wanted));
    if (isNearer) best = probe;
  }
  if (best === null) return null;
  const shares = [best.slowShare, survivalOf(past, best.canaryBound)];
  const isNear = shares.every((share) => Math.abs(logOdds(share) - logOdds(1 - quantile)) <= Math.log(farthestOdds));
  return { ...best, isNear };
}
