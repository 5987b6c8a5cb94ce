import { logSumExp } from '../../stats/log-sum-exp.ts';
import type { ScoresNow } from './bet-scores.ts';

/**
 * One metric out of several quantiles: FAIL is the mean of their scores, PASS the least of them, noise the largest.
 *
 * The mean is a valid score itself and dominates Bonferroni’s correction; PASS asks every quantile, so it needs none.
 */
export function combineParts(parts: readonly ScoresNow[]): ScoresNow {
  return {
    logFail: logSumExp(parts.map(({ logFail }) => logFail)) - Math.log(parts.length),
    logPass: Math.min(...parts.map(({ logPass }) => logPass)),
    noise: Math.max(...parts.map(({ noise }) => noise)),
  };
}
