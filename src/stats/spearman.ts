import { pearson } from './pearson.ts';
import { ranks } from './ranks.ts';

export interface RankCorrelation {
  readonly value: number;
  /** Confidence interval, ±z standard errors on Fisher's scale. */
  readonly interval: readonly [number, number];
}

/**
 * Spearman's rank correlation with its interval on Fisher's scale, standard error √((1 + ρ²/2) / (n - 3)).
 *
 * Source of the standard error: Bonett & Wright, Psychometrika 65 (2000) 23–28.
 *
 * @param z width of the interval in standard errors
 * @returns NaN where a list does not vary; an interval of [-1, 1] for fewer than 4 pairs
 * @example spearman([1, 2, 3, 4], [10, 20, 30, 45], 2).value // 1
 */
export function spearman(xs: readonly number[], ys: readonly number[], z: number): RankCorrelation {
  const value = Math.min(1, Math.max(-1, pearson(ranks(xs), ranks(ys))));
  if (xs.length < 4) return { value, interval: [-1, 1] };
  const error = Math.sqrt((1 + value ** 2 / 2) / (xs.length - 3));
  const centre = Math.atanh(value);
  return { value, interval: [Math.tanh(centre - z * error), Math.tanh(centre + z * error)] };
}
