import type { BetScores } from '../bet-scores.ts';
import type { MetricScores } from '../metric-scores.ts';
import { type ExpectedLook, gains } from '../plan-looks.ts';
import type { MetricState } from '../start-metric.ts';

/** How much more it would take at the rates seen so far, and for which verdict. */
export interface Remaining {
  readonly verdict: 'pass' | 'fail';
  readonly looks: number;
  readonly canaryRequests: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const share = (some: number, all: number) => (all === 0 ? 0 : some / all);

/** The mean look so far of one class of bad events. */
function meanLook(bets: NonNullable<MetricScores['bets']>, state: MetricState, part: number): ExpectedLook {
  const seen = state.trace.flatMap(({ look }) => bets.rows.at(look - 1, bets.ratio)[part]?.interval ?? []);
  const canary = sum(seen.map(({ canaryTotal }) => canaryTotal));
  const baseline = sum(seen.map(({ baselineTotal }) => baselineTotal));
  const baselineBad = sum(seen.map((interval) => interval.baselineBad + interval.partial * interval.partialWeight));
  return {
    canaryRate: share(sum(seen.map(({ canaryBad }) => canaryBad)), canary),
    baselineRate: share(baselineBad, baseline),
    canaryRequests: share(canary, seen.length),
    baselineRequests: share(baseline, seen.length),
  };
}

/** The quantiles of which the last judged look could not show that they are within tolerance: the buckets are too coarse there. */
export function coarseQuantiles({ bets }: Pick<MetricScores, 'bets'>, { metric, trace }: MetricState): number[] {
  const last = trace.at(-1)?.look;
  if (metric.kind !== 'histogram' || bets === null || last === undefined) return [];
  const reduced = bets.rows.at(last - 1, bets.ratio);
  return metric.quantiles.filter((_, part) => reduced[part]?.isCoarse === true);
}

/** Looks until one of a score’s bets alone reaches the threshold. */
function looksOf(score: BetScores['fail'], gain: readonly number[], threshold: number): number {
  const needed = threshold + Math.log(score.grid.length);
  const looks = score.bets.map((bet, at) => {
    const step = gain[at] ?? 0;
    return step > 0 ? Math.max(0, (needed - bet) / step) : Number.POSITIVE_INFINITY;
  });
  return Math.ceil(Math.min(...looks));
}

/**
 * About how many more looks an undecided metric needs, by the planner’s formula from where its scores stand.
 *
 * @returns null where it would never be decided at the rates seen so far, and for gauges
 */
export function remainingLooks({ bets }: MetricScores, state: MetricState, minPassLooks: number): Remaining | null {
  if (bets === null || state.parts.length === 0) return null;
  const { allowance } = bets;
  const isCoarse = coarseQuantiles({ bets }, state).length > 0;
  const parts = state.parts.map((part, at) => {
    const look = meanLook(bets, state, at);
    const steps = (verdict: 'pass' | 'fail') => gains(look, { verdict, allowance }).map((gain) => gain / part.noise());
    return {
      perLook: look.canaryRequests,
      fail: looksOf(part.fail, steps('fail'), state.thresholds.fail + Math.log(state.parts.length)),
      pass: isCoarse ? Number.POSITIVE_INFINITY : looksOf(part.pass, steps('pass'), state.thresholds.pass),
    };
  });
  const pass = Math.max(...parts.map((part) => part.pass), minPassLooks - state.measuredLooks, 1);
  const fail = Math.max(1, Math.min(...parts.map((part) => part.fail)));
  const looks = Math.min(pass, fail);
  if (!Number.isFinite(looks)) return null;
  return { verdict: fail < pass ? 'fail' : 'pass', looks, canaryRequests: looks * (parts[0]?.perLook ?? 0) };
}
