import type { BucketsRow } from '../../model/canary/canary-row.ts';
import { startBetScores } from './bet-scores.ts';
import { combineParts } from './combine-parts.ts';
import type { MetricScores } from './metric-scores.ts';
import { probeBuckets } from './probe-buckets.ts';
import { slowBuckets } from './slow-buckets.ts';
import type { SlowSettings } from './start-samples.ts';

/** Bets are not centred beyond these shares: a quantile that is nearly nothing or nearly all gives none. */
const centreOf = (slowShare: number) => Math.min(0.9, Math.max(1e-4, slowShare));

/** Scores of slow requests out of buckets: a class of bad events per quantile. */
export function startBuckets(
  bounds: readonly number[],
  { quantiles, ratio, horizon, history }: SlowSettings,
): MetricScores<BucketsRow> {
  const parts = quantiles.map(() => startBetScores({ rho: 1, delta: 0 }, horizon));
  const past = [...(history ?? new Array<number>(bounds.length + 1).fill(0))];
  return {
    parts,
    look: (row) => {
      const now = parts.map((part, at) => {
        const quantile = quantiles[at] ?? 0;
        const probe = probeBuckets(bounds, past, { quantile, ratio });
        return part.look(slowBuckets(row, probe), probe === null ? 1 - quantile : centreOf(probe.slowShare));
      });
      row.baseline?.forEach((count, at) => {
        past[at] = (past[at] ?? 0) + count;
      });
      return combineParts(now);
    },
  };
}
