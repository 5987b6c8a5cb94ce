import { formatValue } from '../../model/format-value.ts';
import type { Allowance } from '../canary/interval.ts';
import { allowedRate, type PlannedMetric, type PlannedTraffic } from './planned-metric.ts';

/** What is known of a metric before it is planned for. */
export interface MetricBudget {
  readonly name: string;
  readonly falseAlarm: number;
  readonly blocking: boolean;
  readonly traffic: PlannedTraffic;
}

/** How many times as bad as allowed the planned-for canaries are. */
const multiples = [1.5, 2, 3, 5, 10];

/** Plans for a share of bad requests: canaries at multiples of the allowed share. */
export function planErrors(
  budget: MetricBudget,
  { allowance, baselineRate }: { readonly allowance: Allowance; readonly baselineRate: number },
): PlannedMetric {
  const allowed = allowedRate({ allowance, baselineRate });
  const rates = multiples.map((multiple) => multiple * allowed).filter((rate) => rate > 0 && rate < 1);
  return {
    ...budget,
    kind: 'errors',
    allowance,
    baselineRate,
    unchanged: { label: `${formatValue(baselineRate, 'share')} bad`, canaryRate: baselineRate },
    worse: rates.map((rate) => ({ label: `${formatValue(rate, 'share')} bad`, canaryRate: rate })),
  };
}
