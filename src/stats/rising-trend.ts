import { autocorrelation } from './autocorrelation.ts';
import { normalSurvival } from './normal-survival.ts';
import { theilSen } from './theil-sen.ts';

/** How often values later in the list are larger, less how often they are smaller (Mann's S). */
function mannS(values: readonly number[]): number {
  let s = 0;
  values.forEach((value, index) => {
    for (let later = index + 1; later < values.length; later += 1)
      s += Math.sign((values[later] ?? Number.NaN) - value);
  });
  return s;
}

/** Variance of S without a trend, ties taken into account. */
function varianceOf(values: readonly number[]): number {
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  const ties = [...Map.groupBy(values, (value) => value).values()].map(({ length }) => term(length));
  return (term(values.length) - ties.reduce((sum, tie) => sum + tie, 0)) / 18;
}

/** By how much neighbours that are alike multiply the variance: they are fewer observations than they seem. */
function inflation(residuals: readonly number[]): number {
  const n = residuals.length;
  const estimate = autocorrelation(residuals);
  const rho = Math.min(0.99, Math.max(0, estimate + (1 + 4 * estimate) / n));
  let sum = 0;
  for (let lag = 1; lag < n; lag += 1) sum += (1 - lag / n) * rho ** lag;
  return 1 + 2 * sum;
}

/**
 * The chance of as much of a rise in a series without a trend, whose neighbours may be alike: one-sided Mann–Kendall test with the
 * variance corrected for the autocorrelation of what remains without the trend.
 *
 * Source: Kendall, Rank Correlation Methods (1975); correction of Yue and Wang, Water Resources Management 18 (2004) 201–218, with
 * the bias of the autocorrelation taken out (Kendall 1954). Good from about 12 values on; NaN below 4.
 *
 * @param values at even distances
 * @example risingTrend([1, 2, 3, 4, 5, 6, 7, 8]) < 0.01 // true
 */
export function risingTrend(values: readonly number[]): number {
  if (values.length < 4) return Number.NaN;
  const places = values.map((_, index) => index);
  const slope = theilSen(places, values);
  const residuals = values.map((value, index) => value - slope * index);
  const s = mannS(values);
  const variance = varianceOf(values) * inflation(residuals);
  return variance > 0 ? normalSurvival((s - Math.sign(s)) / Math.sqrt(variance)) : 1;
}
