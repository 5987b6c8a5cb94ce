import type { CanaryPlan } from '../../model/canary/canary-plan.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';

/** A plan in one sentence. */
export function planSummary({ intervalSeconds, horizon, warmup, minutes, decidable, metrics }: CanaryPlan): string {
  const watched = `${formatCount(horizon)} looks of ${formatValue(intervalSeconds, 's')}${warmup > 0 ? ` after ${formatCount(warmup)} of warm-up` : ''}`;
  if (decidable && minutes !== null)
    return `Decidable: an unchanged canary passes after about ${formatValue(minutes * 60, 's')}, within ${watched}.`;
  const open = metrics.filter((metric) => metric.blocking && !metric.decidable).map(({ name }) => name);
  if (open.length === 0) return 'Not decidable: no metric blocks, so nothing can pass.';
  const after = minutes === null ? 'never passes' : `passes only after about ${formatValue(minutes * 60, 's')}`;
  return `Not decidable within ${watched}: an unchanged canary ${after} (${open.join(', ')}).`;
}
