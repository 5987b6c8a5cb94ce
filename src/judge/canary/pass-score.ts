import { logSumExp } from '../../stats/log-sum-exp.ts';
import { passGrid } from './constants.ts';
import type { Score } from './score.ts';

/** The PASS score: a mixture over how far below the allowed rate the canary is, and was since its start. */
export function startPassScore(): Score {
  const bets = passGrid.map(() => 0);
  return {
    grid: passGrid,
    bets,
    advance: (logs) => {
      for (let at = 0; at < bets.length; at += 1) bets[at] = (bets[at] ?? 0) + (logs[at] ?? 0);
    },
    value: () => logSumExp(bets) - Math.log(bets.length),
  };
}
