import type { GaugeRow } from '../../model/canary/canary-row.ts';
import type { ScoresNow } from './bet-scores.ts';
import { gaugeEvidence } from './gauge-evidence.ts';

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
export function startGauge(ratio: number): (row: GaugeRow) => ScoresNow {
  const sums = { n: 0, sum: 0, squares: 0, products: 0, pairs: 0 };
  let last = 0;
  const take = (excess: number) => {
    if (sums.n > 0) {
      sums.products += excess * last;
      sums.pairs += excess + last;
    }
    sums.n += 1;
    sums.sum += excess;
    sums.squares += excess * excess;
    last = excess;
  };
  return (row) => {
    if (isUsableGauge(row)) take(Math.log((row.canary ?? 1) / (row.baseline ?? 1)) - Math.log(ratio));
    const { log, mean, inflation } = gaugeEvidence(sums);
    if (log === null) return { logFail: 0, logPass: 0, noise: 1 };
    return { logFail: mean > 0 ? log : nothing, logPass: mean < 0 ? log : nothing, noise: inflation };
  };
}
