import { mean } from '../../stats/mean.ts';
import { ranks } from '../../stats/ranks.ts';
import type { EffectSizeLimits, MetricPair } from './kayenta-metric.ts';

/**
 * Mean of the canary over mean of the baseline; NaN where either is 0.
 *
 * @example meanRatio({ experiment: [3], control: [2] }) // 1.5
 */
export function meanRatio({ experiment, control }: MetricPair): number {
  const [ours, theirs] = [mean(experiment), mean(control)];
  return ours === 0 || theirs === 0 ? Number.NaN : ours / theirs;
}

/** Common-language effect size: the chance that a canary value is above a baseline value, equal ones counting half. */
function commonLanguage({ experiment, control }: MetricPair): number {
  const [m, n] = [experiment.length, control.length];
  const sum = ranks([...experiment, ...control])
    .slice(0, m)
    .reduce((total, rank) => total + rank, 0);
  return (2 * sum - m * (m + 1)) / (2 * m * n);
}

/**
 * How much the canary differs, in the configured measure; NaN where that is not defined.
 *
 * @example effectSize({ experiment: [2, 3], control: [1, 2] }, 'cles') // 0.875
 */
export function effectSize(pair: MetricPair, measure: EffectSizeLimits['measure']): number {
  return measure === 'cles' ? commonLanguage(pair) : meanRatio(pair);
}
