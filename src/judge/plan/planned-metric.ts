import type { Allowance } from '../canary/interval.ts';

/** Requests per look of both sides, as they are expected. */
export interface PlannedTraffic {
  readonly canary: number;
  readonly baseline: number;
}

/** What a canary may turn out to be: how it is called, and which share of its requests is bad then. */
export interface Scenario {
  /** For example `2 % errors` or `1.5 × slower`. */
  readonly label: string;
  readonly canaryRate: number;
}

/** One metric (or one quantile of it) that a verdict is planned for. */
export interface PlannedMetric {
  /** For example `errors` or `latency p95`. */
  readonly name: string;
  readonly kind: 'errors' | 'latency';
  readonly allowance: Allowance;
  /** Share of the baseline's requests that is bad: errors, or those slower than its own quantile. */
  readonly baselineRate: number;
  /** A canary that does as well as its baseline. */
  readonly unchanged: Scenario;
  /** Canaries that are worse, from little to much. */
  readonly worse: readonly Scenario[];
  /** Share of the false-alarm budget that this metric has. */
  readonly falseAlarm: number;
  readonly blocking: boolean;
  readonly traffic: PlannedTraffic;
}

/** How long is looked, in looks after the warm-up. */
export interface PlannedWatch {
  readonly intervalSeconds: number;
  readonly horizon: number;
  readonly warmup: number;
  readonly minPassLooks: number;
  readonly falsePass: number;
}

/**
 * The share of bad requests that is allowed to a canary.
 *
 * @example allowedRate({ allowance: { rho: 1.5, delta: 0.005 }, baselineRate: 0.01 }) // 0.02
 */
export function allowedRate({ allowance, baselineRate }: Pick<PlannedMetric, 'allowance' | 'baselineRate'>): number {
  return allowance.rho * baselineRate + allowance.delta;
}
