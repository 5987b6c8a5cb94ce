import type { GaugeRow } from '../../model/canary/canary-row.ts';
import type { ScoresNow } from './bet-scores.ts';
import { gaugeEvidence } from './gauge-evidence.ts';
import type { MetricScores } from './metric-scores.ts';

const nothing = Number.NEGATIVE_INFINITY;

/** A gauge without a positive level on both sides has no ratio. */
export function isUsableGauge({ canary, baseline }: GaugeRow): boolean {
  return canary !== null && baseline !== null && canary > 0 && baseline > 0;
}

/**
 * Scores of a gauge: ln(canary ÷ baseline) of each interval against the tolerance. Approximate, because levels are autocorrelated.
 *
 * There is one two-sided score; it speaks for FAIL while the mean is beyond the tolerance, for PASS while it is within.
 *
 * @param ratio how many times the baseline’s level is allowed
 */
export function startGauge(ratio: number): MetricScores<GaugeRow> {
  const sums = { n: 0, sum: 0, squares: 0, products: 0, pairs: 0, last: 0 };
  return {
    parts: [],
    look: (row): ScoresNow => {
      if (isUsableGauge(row)) {
        const excess = Math.log((row.canary ?? 1) / (row.baseline ?? 1)) - Math.log(ratio);
        if (sums.n > 0) {
          sums.products += excess * sums.last;
          sums.pairs += excess + sums.last;
        }
        sums.n += 1;
        sums.sum += excess;
        sums.squares += excess * excess;
        sums.last = excess;
      }
      const { log, mean, inflation } = gaugeEvidence(sums);
      if (log === null) return { logFail: 0, logPass: 0, noise: 1 };
      return { logFail: mean > 0 ? log : nothing, logPass: mean < 0 ? log : nothing, noise: inflation };
    },
  };
}
