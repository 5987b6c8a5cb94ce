import { planErrors } from './plan-errors.ts';
import { planLatency } from './plan-latency.ts';
import type { PlannedMetric } from './planned-metric.ts';

/** Traffic as it is known without any recording, and what is to be judged. */
export interface KnownTraffic {
  readonly requestsPerSecond: number;
  /** The canary's share of requests. */
  readonly share: number;
  /** The baseline's share of bad requests. */
  readonly errorRate: number;
  /** How much worse the canary may be: another 0.5 × the baseline's rate, and 0.005 on top. */
  readonly errors: { readonly relative: number; readonly absolute: number };
  readonly latency: { readonly quantiles: readonly number[]; readonly relative: number; readonly spread: number };
  readonly intervalSeconds: number;
  readonly falseAlarm: number;
}

/** One metric for errors and, where quantiles are given, one for latency: they share the false-alarm budget evenly. */
export function plannedFromTraffic(known: KnownTraffic): PlannedMetric[] {
  const { requestsPerSecond, share, errors, latency, intervalSeconds } = known;
  const perLook = requestsPerSecond * intervalSeconds;
  const traffic = { canary: perLook * share, baseline: perLook * (1 - share) };
  const falseAlarm = known.falseAlarm / (latency.quantiles.length > 0 ? 2 : 1);
  const allowance = { rho: 1 + errors.relative, delta: errors.absolute };
  const budget = { name: 'errors', falseAlarm, blocking: true, traffic };
  const slow = latency.quantiles.map((quantile) =>
    planLatency(
      {
        ...budget,
        name: `latency p${Number((quantile * 100).toPrecision(6))}`,
        falseAlarm: falseAlarm / latency.quantiles.length,
      },
      { quantile, ratio: 1 + latency.relative, spread: latency.spread },
    ),
  );
  return [planErrors(budget, { allowance, baselineRate: known.errorRate }), ...slow];
}
