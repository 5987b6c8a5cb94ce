import type { CanaryMetric } from '../../../model/canary/canary-metric.ts';
import type { CanaryGuards } from '../../../model/canary/canary-settings.ts';

/** Share of bad requests that the canary’s is compared with: the baseline’s, or what a plain SLO allows; null where nobody knows. */
function usualRate(metric: CanaryMetric & { readonly kind: 'counts' }, row: number): number | null {
  if (metric.tolerance.relative === null) return metric.tolerance.absolute;
  const baseline = metric.rows[row]?.baseline ?? null;
  return baseline === null || baseline.total === 0 ? null : baseline.bad / baseline.total;
}

/** A total outage in one look: a policy, not a test. The cap on evidence keeps the scores from failing that fast. */
export function isOutage(metric: CanaryMetric, row: number, limits: CanaryGuards['outage']): boolean {
  if (metric.kind !== 'counts' || limits === null) return false;
  const canary = metric.rows[row]?.canary ?? null;
  if (canary === null || !(canary.total >= limits.requests)) return false;
  const usual = usualRate(metric, row);
  const rate = canary.bad / canary.total;
  return usual !== null && rate >= limits.rate && rate >= limits.ratio * usual;
}
