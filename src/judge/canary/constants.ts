/** Odds multiples that the FAIL score bets on: how many times worse than allowed the canary may be. */
export const failGrid = [1.25, 1.6, 2.5, 5, 15] as const;
/** Odds multiples that the PASS score bets on: how far below the allowed rate the canary may be. */
export const passGrid = [0.85, 0.65, 0.4, 0.15, 0.02] as const;

/** One interval multiplies a bet by at most ten, so that no single burst fails a release. */
export const cap = Math.log(10);

/** Share of the FAIL score that is staked at the first look; the rest is staked evenly on a start at each later one. */
export const firstStake = 0.5;

/** The noise factor: its largest value, the weight of its prior, how fast rates and variances are forgotten, the largest outlier. */
export const noise = { largest: 20, prior: 20, track: 0.9, forget: 0.95, window: 50 } as const;
