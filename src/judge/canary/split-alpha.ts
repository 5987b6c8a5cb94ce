interface Weighted {
  readonly weight: number;
  readonly blocking: boolean;
}

/**
 * Splits a false-alarm budget by weight: what blocks shares one budget, what only warns another.
 *
 * Weighted Bonferroni: whatever the metrics have to do with each other, at most a share `alpha` of the releases within tolerance
 * is stopped, and at most a share `alpha` is warned about. A metric that only warns makes none that blocks slower.
 *
 * @example splitAlpha([{ weight: 2, blocking: true }, { weight: 1, blocking: true }, { weight: 1, blocking: true }], 0.01) // [0.005, 0.0025, 0.0025]
 */
export function splitAlpha(metrics: readonly Weighted[], alpha: number): number[] {
  const total = (blocking: boolean) =>
    metrics.reduce((sum, metric) => sum + (metric.blocking === blocking ? metric.weight : 0), 0);
  const totals = { blocking: total(true), warning: total(false) };
  return metrics.map(({ weight, blocking }) => (alpha * weight) / (blocking ? totals.blocking : totals.warning));
}
