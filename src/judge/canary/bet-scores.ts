import { cap } from './constants.ts';
import { startFailScore } from './fail-score.ts';
import type { Allowance } from './interval.ts';
import { logBet } from './log-bet.ts';
import { startNoiseFactor } from './noise-factor.ts';
import { startPassScore } from './pass-score.ts';
import type { Reduced } from './reduction.ts';
import type { Score } from './score.ts';

/** Where the scores stand after a look: natural logarithms, and the noise factor that the look was divided by. */
export interface ScoresNow {
  readonly logFail: number;
  readonly logPass: number;
  readonly noise: number;
}

/** Both scores of one class of bad events; one step costs the same however many came before. */
export interface BetScores {
  /** Scores one interval; what it may say was known before it. */
  readonly look: (reduced: Reduced) => ScoresNow;
  readonly fail: Score;
  readonly pass: Score;
  /** The noise factor that the next interval is divided by. */
  readonly noise: () => number;
}

/** Which scores are wanted; bounds want one of them, and the other would cost as much. */
export type Which = 'both' | 'fail' | 'pass';

/** Starts both scores of one allowance; one that is not wanted stays at 1. */
export function startBetScores(allowance: Allowance, horizon: number, which: Which = 'both'): BetScores {
  const [fail, pass, noise] = [startFailScore(horizon), startPassScore(), startNoiseFactor()];
  const wanted = [...(which === 'pass' ? [] : [fail]), ...(which === 'fail' ? [] : [pass])];
  return {
    fail,
    pass,
    noise: () => noise.value,
    look: ({ interval, centre, isCoarse = false }) => {
      const factor = noise.value;
      const bet = (multiple: number) => Math.min(cap, logBet(interval, { allowance, centre }, multiple) / factor);
      for (const score of wanted) if (score === fail || !isCoarse) score.advance(score.grid.map(bet));
      noise.learn(interval);
      return { logFail: fail.value(), logPass: pass.value(), noise: factor };
    },
  };
}
