import { normalQuantile } from '../../stats/normal-quantile.ts';
import { normalSurvival } from '../../stats/normal-survival.ts';
import type { MetricBudget } from './plan-errors.ts';
import type { PlannedMetric } from './planned-metric.ts';

/** One quantile, how many times slower is allowed, and how widely response times spread. */
export interface PlannedQuantile {
  readonly quantile: number;
  readonly ratio: number;
  /** Standard deviation of the logarithm of response times; 1 is common for web services. */
  readonly spread: number;
}

/** How many times slower the planned-for canaries are. */
const multiples = [1.5, 2, 3, 5];

/**
 * Share of requests that are slower than the baseline's quantile times the allowed ratio, when all are so many times slower.
 *
 * Response times are taken as log-normal.
 *
 * @example slowRate({ quantile: 0.95, ratio: 1.2, spread: 1 }, 1.2) // ≈ 0.05
 */
export function slowRate({ quantile, ratio, spread }: PlannedQuantile, slowdown: number): number {
  return normalSurvival(normalQuantile(quantile) + Math.log(ratio / slowdown) / spread);
}

/** Plans for a quantile of response times: a request slower than the baseline's quantile is a bad one. */
export function planLatency(budget: MetricBudget, planned: PlannedQuantile): PlannedMetric {
  return {
    ...budget,
    kind: 'latency',
    allowance: { rho: 1, delta: 0 },
    baselineRate: 1 - planned.quantile,
    unchanged: { label: 'as fast', canaryRate: slowRate(planned, 1) },
    worse: multiples
      .filter((multiple) => multiple > planned.ratio)
      .map((multiple) => ({
        label: `${multiple} × slower`,
        canaryRate: slowRate(planned, multiple),
      })),
  };
}
