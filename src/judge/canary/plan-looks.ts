import { cap, failGrid, firstStake, passGrid } from './constants.ts';
import type { Allowance } from './interval.ts';
import { logBet } from './log-bet.ts';

/** One look as it is expected: rates as shares of requests, requests per look on each side. */
export interface ExpectedLook {
  readonly canaryRate: number;
  readonly baselineRate: number;
  readonly canaryRequests: number;
  readonly baselineRequests: number;
}

/** Which verdict is planned for: at most a share `alpha` of releases gets it wrongly. */
export interface Wanted {
  readonly verdict: 'fail' | 'pass';
  readonly allowance: Allowance;
  readonly alpha: number;
}

/** What each bet of a verdict’s grid gains at a look as expected, in natural logarithms; at most ln 10. */
export function gains(look: ExpectedLook, { verdict, allowance }: Omit<Wanted, 'alpha'>): number[] {
  const { canaryRate, baselineRate, canaryRequests, baselineRequests } = look;
  const interval = {
    canaryBad: canaryRequests * canaryRate,
    canaryTotal: canaryRequests,
    baselineBad: baselineRequests * baselineRate,
    baselineTotal: baselineRequests,
    partial: 0,
    partialWeight: 0,
  };
  const grid = verdict === 'fail' ? failGrid : passGrid;
  return grid.map((multiple) => Math.min(cap, logBet(interval, { allowance, centre: baselineRate }, multiple)));
}

/**
 * How many looks a verdict needs where every look is as expected; infinite where it never comes.
 *
 * Within about 25 % of the simulated median (two looks among the first ten).
 *
 * @example planLooks({ canaryRate: 0.05, baselineRate: 0.005, canaryRequests: 500, baselineRequests: 9500 }, { verdict: 'fail', allowance: { rho: 1.2, delta: 0.001 }, alpha: 0.01 }) // 3
 */
export function planLooks(look: ExpectedLook, wanted: Wanted): number {
  const best = Math.max(...gains(look, wanted));
  if (!(best > 0)) return Number.POSITIVE_INFINITY;
  const stake = wanted.verdict === 'fail' ? firstStake / failGrid.length : 1 / passGrid.length;
  return Math.ceil((Math.log(1 / wanted.alpha) - Math.log(stake)) / best);
}
