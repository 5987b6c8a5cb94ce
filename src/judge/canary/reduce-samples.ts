import type { SamplesRow } from '../../model/canary/canary-row.ts';
import { countAbove } from '../../stats/count-above.ts';
import { type SortedRuns, sortedRuns } from '../../stats/sorted-runs.ts';
import { type Interval, nothingSeen } from './interval.ts';
import { inSequence, type Reduction } from './reduction.ts';

const sorted = (values: readonly number[] | null) => new Float64Array(values ?? []).sort();

/** Values that are equal but for rounding are not above each other, in whatever unit they are written. */
const rounding = 1e-12;

/** The smallest past value that at least a share `quantile` of the past does not exceed; null without a past. */
function thresholdOf(past: SortedRuns, quantile: number): number | null {
  return past.at(Math.max(1, Math.ceil(quantile * past.size() * (1 - rounding))) - 1) ?? null;
}

/** One row, sorted, against thresholds that were known before it. */
interface Prepared {
  readonly canary: Float64Array;
  readonly baselineTotal: number;
  /** Per quantile: its threshold, and the baseline’s values above; null while there is no past. */
  readonly slow: readonly ({ readonly threshold: number; readonly baselineBad: number } | null)[];
}

/** Without a threshold a row only calibrates. */
function intervalOf({ canary, baselineTotal, slow }: Prepared, part: number, ratio: number): Interval {
  const cut = slow[part] ?? null;
  if (cut === null) return nothingSeen;
  return {
    ...nothingSeen,
    canaryBad: countAbove(canary, cut.threshold * ratio * (1 + rounding)),
    canaryTotal: canary.length,
    baselineBad: cut.baselineBad,
    baselineTotal,
  };
}

/**
 * Slow requests out of single values: the baseline’s above a quantile of its own past, the canary’s above `ratio` times it.
 *
 * @param history the baseline’s values before the first row; without any the first row only calibrates
 */
export function reduceSamples(
  rows: readonly SamplesRow[],
  { quantiles, history }: { readonly quantiles: readonly number[]; readonly history: readonly number[] | null },
): Reduction {
  const past = sortedRuns();
  past.add(sorted(history));
  const prepare = inSequence(rows, (row): Prepared => {
    const baseline = sorted(row.baseline);
    const slow = quantiles.map((quantile) => {
      const threshold = thresholdOf(past, quantile);
      return threshold === null ? null : { threshold, baselineBad: countAbove(baseline, threshold) };
    });
    past.add(baseline);
    return { canary: sorted(row.canary), baselineTotal: baseline.length, slow };
  });
  return {
    parts: quantiles.length,
    at: (row, ratio) => {
      const prepared = prepare(row);
      return quantiles.map((quantile, part) => ({ interval: intervalOf(prepared, part, ratio), centre: 1 - quantile }));
    },
  };
}
