import { linearQuantile } from '../../stats/linear-quantile.ts';
import type { KayentaMetric } from './kayenta-metric.ts';

/** Drops values far outside the quartiles, but never what lies between the 1st and 99th percentile. */
function withoutOutliers(values: readonly number[], factor: number): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [linearQuantile(sorted, 0.25), linearQuantile(sorted, 0.75)];
  const reach = factor * (high - low);
  const least = Math.min(linearQuantile(sorted, 0.01), low - reach);
  const most = Math.max(linearQuantile(sorted, 0.99), high + reach);
  return values.filter((value) => !(value > most || value < least));
}

/** One side as it is judged: missing values removed or taken as zero, outliers dropped where that is asked for. */
export function transformValues(
  values: readonly number[],
  { nanStrategy, outliers }: Pick<KayentaMetric, 'nanStrategy' | 'outliers'>,
): readonly number[] {
  const whole =
    nanStrategy === 'remove'
      ? values.filter((value) => !Number.isNaN(value))
      : values.map((value) => (Number.isNaN(value) ? 0 : value));
  return outliers.strategy === 'remove' ? withoutOutliers(whole, outliers.outlierFactor) : whole;
}
