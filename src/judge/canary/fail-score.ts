import { logSumExp } from '../../stats/log-sum-exp.ts';
import { failGrid, firstStake } from './constants.ts';
import type { Score } from './score.ts';

/**
 * The FAIL score: a mixture over when the canary became bad (half on the first look, half evenly on each later one) and over how bad.
 *
 * Reaches 1/alpha in at most a share alpha of the releases that are within tolerance, however often one looks.
 *
 * @param horizon planned looks
 */
export function startFailScore(horizon: number): Score {
  const later = horizon > 1 ? Math.log((1 - firstStake) / (horizon - 1)) : Number.NEGATIVE_INFINITY;
  const bets = failGrid.map(() => Number.NEGATIVE_INFINITY);
  let looks = 0;
  return {
    grid: failGrid,
    bets,
    advance: (logs) => {
      looks += 1;
      const stake = looks === 1 ? Math.log(firstStake) : later;
      for (let at = 0; at < bets.length; at += 1) {
        const held = bets[at] ?? 0;
        bets[at] = (looks > horizon ? held : addLogs(held, stake)) + (logs[at] ?? 0);
      }
    },
    value: () => {
      const unused =
        looks === 0 ? 1 : horizon > 1 ? ((1 - firstStake) * Math.max(0, horizon - looks)) / (horizon - 1) : 0;
      return addLogs(logSumExp(bets) - Math.log(bets.length), Math.log(unused));
    },
  };
}

/** ln(eᵃ + eᵇ) */
function addLogs(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return low === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high));
}
