import { type BetScores, type ScoresNow, startBetScores, type Which } from './bet-scores.ts';
import { combineParts } from './combine-parts.ts';
import type { Allowance } from './interval.ts';
import type { Reduction } from './reduction.ts';

/** How much is allowed, and for how many looks the score is planned. */
export interface PartSettings {
  readonly allowance: Allowance;
  /** How many times the baseline’s value is allowed, where values are compared. */
  readonly ratio: number;
  readonly horizon: number;
  readonly which?: Which;
}

/** The scores of a metric, fed with its rows by their index, in order. */
export interface RowScores {
  readonly look: (row: number) => ScoresNow;
  /** The bets behind them: one for counts, one per quantile, none for a gauge. */
  readonly parts: readonly BetScores[];
}

/** Starts the scores of every class of bad events of a metric. */
export function startParts(reduction: Reduction, { allowance, ratio, horizon, which }: PartSettings): RowScores {
  const parts = Array.from({ length: reduction.parts }, () => startBetScores(allowance, horizon, which));
  return {
    parts,
    look: (row) => {
      const reduced = reduction.at(row, ratio);
      return combineParts(
        parts.flatMap((part, at) => {
          const own = reduced[at];
          return own === undefined ? [] : [part.look(own)];
        }),
      );
    },
  };
}
