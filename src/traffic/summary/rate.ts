import type { Rate } from '../../model/traffic/route.ts';
import { rounded } from './quantiles.ts';

/**
 * Variance / mean of counts, of which `steps` there are; those that are not listed are 0. One is a Poisson process, more is bursty.
 *
 * Source: index of dispersion, Cox and Lewis, The Statistical Analysis of Series of Events (1966); population variance.
 *
 * @example dispersionOf([1, 1, 1, 1], 4) // 0
 * @example dispersionOf([4], 4) // 3
 */
export function dispersionOf(counts: readonly number[], steps: number): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / steps;
  if (!(mean > 0)) return 0;
  const listed = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
  return rounded((listed + (steps - counts.length) * mean ** 2) / steps / mean);
}

/**
 * Requests per minute over a window.
 *
 * @param counts of the minutes that have a request, in any order
 * @param minutes minutes of the window, those without a request included
 */
export function rateOf(counts: readonly number[], minutes: number): Rate {
  const sorted = [...counts].sort((a, b) => b - a);
  const total = sorted.reduce((sum, count) => sum + count, 0);
  return {
    avgPerMinute: rounded(total / minutes),
    maxPerMinute: sorted[0] ?? 0,
    p99PerMinute: sorted[minutes - Math.ceil(0.99 * minutes)] ?? 0,
    dispersion: dispersionOf(sorted, minutes),
  };
}
