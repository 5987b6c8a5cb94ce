import type { BetScores, ScoresNow } from './bet-scores.ts';

/** The scores of one metric, fed row by row. */
export interface MetricScores<Row> {
  readonly look: (row: Row) => ScoresNow;
  /** The bets behind them: one for counts, one per quantile, none for a gauge. */
  readonly parts: readonly BetScores[];
}
