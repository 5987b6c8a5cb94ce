import type { CanaryCounts, CountsRow } from '../../model/canary/canary-row.ts';
import { startBetScores } from './bet-scores.ts';
import type { Allowance, Interval } from './interval.ts';
import type { MetricScores } from './metric-scores.ts';

const none: CanaryCounts = { bad: 0, total: 0 };

/** A row of bad and all requests as an interval; a side that is missing counts as nothing seen. */
export function countsInterval({ canary, baseline }: CountsRow): Interval {
  const [ours, theirs] = [canary ?? none, baseline ?? none];
  return {
    canaryBad: ours.bad,
    canaryTotal: ours.total,
    baselineBad: theirs.bad,
    baselineTotal: theirs.total,
    partial: 0,
    partialWeight: 0,
  };
}

/** Scores of bad requests: bets are centred on the baseline’s share of bad requests in all earlier intervals. */
export function startCounts(
  allowance: Allowance,
  { horizon, history }: { readonly horizon: number; readonly history: CanaryCounts | null },
): MetricScores<CountsRow> {
  const scores = startBetScores(allowance, horizon);
  const past = { ...(history ?? none) };
  return {
    parts: [scores],
    look: (row) => {
      const interval = countsInterval(row);
      const now = scores.look(interval, past.total === 0 ? 0 : past.bad / past.total);
      past.bad += interval.baselineBad;
      past.total += interval.baselineTotal;
      return now;
    },
  };
}
