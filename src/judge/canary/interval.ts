/** One closed interval of a canary and its baseline, reduced to requests and how many of them were bad. */
export interface Interval {
  readonly canaryBad: number;
  readonly canaryTotal: number;
  readonly baselineBad: number;
  readonly baselineTotal: number;
  /** Baseline requests that are bad in part (those in the bucket that a threshold cuts); not among `baselineBad`. */
  readonly partial: number;
  /** How bad each of them is, between 0 and 1. */
  readonly partialWeight: number;
}

/** The rate that is allowed to the canary: `rho` × the baseline’s + `delta`. */
export interface Allowance {
  /** 0: the baseline is not used. */
  readonly rho: number;
  readonly delta: number;
}

/** An interval in which nothing was seen. */
export const nothingSeen: Interval = {
  canaryBad: 0,
  canaryTotal: 0,
  baselineBad: 0,
  baselineTotal: 0,
  partial: 0,
  partialWeight: 0,
};
