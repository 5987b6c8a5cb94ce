import type { CanaryMetric } from '../../model/canary/canary-metric.ts';
import { isUsableGauge } from './start-gauge.ts';

/**
 * What a row can say: `measured` both sides; `silent` where a side that is needed was measured and had no request;
 * `missing` where a side that is needed was not measured.
 */
export type RowEvidence = 'measured' | 'silent' | 'missing';

/** Requests of both sides in one row; null where a side was not measured, and for gauges. */
export interface RowRequests {
  readonly canary: number | null;
  readonly baseline: number | null;
}

type Side = CanaryMetric['rows'][number]['canary'];

/** Requests of one side: a total, a number of values, or the last of cumulative counts. */
function requestsOf(metric: CanaryMetric, side: Side | undefined): number | null {
  if (side === null || side === undefined || typeof side === 'number') return null;
  if (!Array.isArray(side)) return side.total;
  return metric.kind === 'samples' ? side.length : (side.at(-1) ?? null);
}

/** Requests behind a row of a metric. */
export function requestsIn(metric: CanaryMetric, at: number): RowRequests {
  const row = metric.rows[at];
  return { canary: requestsOf(metric, row?.canary), baseline: requestsOf(metric, row?.baseline) };
}

/** A plain SLO needs no baseline. */
const needsBaseline = (metric: CanaryMetric) => metric.kind !== 'counts' || metric.tolerance.relative !== null;

/** Tells what a row of a metric can say. */
export function rowEvidence(metric: CanaryMetric, at: number): RowEvidence {
  if (metric.kind === 'gauge') {
    const row = metric.rows[at];
    return row !== undefined && isUsableGauge(row) ? 'measured' : 'missing';
  }
  const { canary, baseline } = requestsIn(metric, at);
  const needed = needsBaseline(metric) ? [canary, baseline] : [canary];
  if (needed.includes(null)) return 'missing';
  return needed.every((requests) => (requests ?? 0) > 0) ? 'measured' : 'silent';
}
