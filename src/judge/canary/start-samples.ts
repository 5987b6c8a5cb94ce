import type { SamplesRow } from '../../model/canary/canary-row.ts';
import { mergeSorted } from '../../stats/merge-sorted.ts';
import { startBetScores } from './bet-scores.ts';
import { combineParts } from './combine-parts.ts';
import type { MetricScores } from './metric-scores.ts';
import { slowSamples } from './slow-samples.ts';

const sorted = (values: readonly number[] | null) => new Float64Array(values ?? []).sort();

/** How slow is judged: which quantiles, and how many times slower is allowed. */
export interface SlowSettings {
  readonly quantiles: readonly number[];
  readonly ratio: number;
  readonly horizon: number;
  /** What the baseline did before the first row, in the form of one side of a row. */
  readonly history: readonly number[] | null;
}

/** Scores of slow requests out of single values: a class of bad events per quantile. */
export function startSamples({ quantiles, ratio, horizon, history }: SlowSettings): MetricScores<SamplesRow> {
  const parts = quantiles.map(() => startBetScores({ rho: 1, delta: 0 }, horizon));
  let past: Float64Array = sorted(history);
  return {
    parts,
    look: (given) => {
      const row = { canary: sorted(given.canary), baseline: sorted(given.baseline) };
      const now = parts.map((part, at) => {
        const quantile = quantiles[at] ?? 0;
        return part.look(slowSamples(row, past, { quantile, ratio }), 1 - quantile);
      });
      past = mergeSorted(past, row.baseline);
      return combineParts(now);
    },
  };
}
