/** Chance of each bucket, the last one +Inf, of a lognormal latency. */
export function bucketChances(bounds: readonly number[], median: number, sigma: number): number[] {
  const below = [...bounds.map((bound) => lognormalShare(bound, median, sigma)), 1];
  return below.map((share, index) => share - (below[index - 1] ?? 0));
}

/** Share of a lognormal distribution up to a value. */
function lognormalShare(value: number, median: number, sigma: number): number {
  return normalShare(Math.log(value / median) / sigma);
}

/** Normal distribution function; Abramowitz and Stegun 7.1.26, error below 1.5e-7. */
function normalShare(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp((-z * z) / 2);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}
