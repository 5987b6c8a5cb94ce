import type { TrafficModel } from '../../model/traffic-model.ts';
import { normalQuantile } from '../../stats/normal-quantile.ts';

type Recorded = NonNullable<NonNullable<TrafficModel['sessions']>['thinkTime']>;

/** A log-normal pause between two requests of one visitor, in seconds, cut off at `longest`. */
export interface ThinkTime {
  readonly median: number;
  readonly sigma: number;
  readonly longest: number;
  /** Its mean, the cut included. */
  readonly mean: number;
}

const pieces = 2000;
const shortest = 0.01;

/**
 * The log-normal pause whose median and 95th percentile are the recorded ones: σ = ln(p95 ÷ p50) ÷ 1.645.
 *
 * @example thinkTime({ count: 9, mean: 2, p50: 1, p95: 1, p99: 1, max: 1, unit: 'seconds' }).mean // ≈ 1
 */
export function thinkTime({ p50, p95, p99 }: Recorded): ThinkTime {
  const median = Math.max(shortest, p50);
  const sigma = Math.log(Math.max(1, p95 / median)) / normalQuantile(0.95);
  const longest = Math.max(median, p99);
  const quantiles = Array.from({ length: pieces }, (_, index) => normalQuantile((index + 0.5) / pieces));
  const mean = quantiles.reduce((sum, z) => sum + Math.min(longest, median * Math.exp(sigma * z)), 0) / pieces;
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  return { median: rounded(median), sigma: rounded(sigma), longest: rounded(longest), mean };
}
