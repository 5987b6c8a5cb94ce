import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { CanaryMetric } from '../../model/canary/canary-metric.ts';

/** A plain limit needs no baseline; everything else needs both sides in one row. */
function isMeasured(metric: CanaryMetric): boolean {
  const needsBaseline = metric.tolerance.relative !== null;
  return metric.rows.some(({ canary, baseline }) => canary !== null && (!needsBaseline || baseline !== null));
}

/** Tells whether a recorded canary says anything: some metric that a pass waits for (where none is, any) was measured. */
export function hasEvidence({ metrics }: CanaryFile): boolean {
  const required = metrics.filter((metric) => metric.required);
  return (required.length === 0 ? metrics : required).some(isMeasured);
}
