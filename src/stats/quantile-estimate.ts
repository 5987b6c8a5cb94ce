import type { Histogram } from '../model/evidence.ts';
import { totalOf } from './coarsen.ts';
import { histogramQuantile, type Shape } from './histogram-quantile.ts';

/** A quantile with its sampling interval and the bucket that holds it. */
export interface QuantileEstimate {
  readonly value: number;
  /** Sampling interval; `high` is Infinity where it reaches beyond the last finite bucket. */
  readonly low: number;
  readonly high: number;
  /** Number of values behind the estimate. */
  readonly n: number;
  /** Bounds of the bucket that surely holds the quantile; equal to the value where no buckets are known. */
  readonly bucket: readonly [number, number];
}

/** Which quantile, how wide its interval in standard errors, and how values are taken to lie inside a bucket. */
export interface QuantileAt {
  readonly q: number;
  readonly z: number;
  readonly shape?: Shape;
}

/**
 * A histogram's q-quantile with the interval between the quantiles of rank q ± z √(q(1-q)/n).
 *
 * Source: binomial order-statistic interval, Conover, Practical Nonparametric Statistics (1999) §3.2.
 */
export function histogramEstimate(histogram: Histogram, { q, z, shape }: QuantileAt): QuantileEstimate {
  const n = totalOf(histogram);
  const spread = z * Math.sqrt((q * (1 - q)) / n);
  const centre = histogramQuantile(histogram, q, shape);
  const high = q + spread >= 1 ? null : histogramQuantile(histogram, q + spread, shape);
  return {
    value: centre.value,
    low: histogramQuantile(histogram, Math.max(0, q - spread), shape).value,
    high: high === null || high.high === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : high.value,
    n,
    bucket: [centre.low, centre.high],
  };
}

/** Standard normal quantiles and densities at p50, p95 and p99, for the log-normal approximation below. */
const normal = {
  0.5: { z: 0, density: 0.3989 },
  0.95: { z: 1.6449, density: 0.1031 },
  0.99: { z: 2.3263, density: 0.0267 },
} as const;

/**
 * A ready-made quantile with an interval as if the latencies were log-normal through p50 and p95.
 *
 * Only for sources that export nothing but quantiles: asymptotic error σ √(q(1-q)/n) / φ(z_q) of ln(quantile).
 *
 * @param quantiles p50 and p95 and the quantile itself, in one unit
 */
export function recordEstimate(
  quantiles: { value: number; p50: number; p95: number; count: number },
  at: { q: 0.5 | 0.95 | 0.99; z: number },
): QuantileEstimate {
  const sigma = Math.max(0, Math.log(quantiles.p95 / quantiles.p50) / normal[0.95].z);
  const error = (sigma * Math.sqrt((at.q * (1 - at.q)) / quantiles.count)) / normal[at.q].density;
  const { value } = quantiles;
  return {
    value,
    low: value * Math.exp(-at.z * error),
    high: value * Math.exp(at.z * error),
    n: quantiles.count,
    bucket: [value, value],
  };
}
