import { type Evidence, type Histogram, mostCounted } from '../../model/evidence.ts';
import { totalOf } from '../../stats/coarsen.ts';
import { sumHistograms } from '../../stats/sum-histograms.ts';
import type { Gap } from '../empty-section.ts';
import type { Grouping } from './grouping.ts';
import type { Origin, Read } from './origin.ts';
import { labelValue, parseNumber, type Row } from './prometheus-answer.ts';
import { byScope, type Scoped } from './scopes.ts';

/** Corrections up to this share of all observations are rounding: `increase` extrapolates every bucket on its own. */
const rounding = 0.001;

/** Reads bucket counts into one histogram in seconds per scope; a scope without an observation is not served and left out. */
export function histogramEvidence(
  rows: readonly Row[],
  unit: 's' | 'ms',
  { grouping, ...origin }: Origin & { grouping: Grouping },
): Read {
  const read = byScope(rows, grouping).map((scoped) => readScope(scoped, unit, origin));
  const corrected = read.filter((one) => one.corrected).length;
  const message = `the buckets of ${corrected} of ${read.length} routes did not rise with their bounds and were corrected by a running maximum`;
  return {
    evidence: read.flatMap((one) => one.evidence ?? []),
    remarks: corrected === 0 ? [] : [{ reason: 'counter-reset', message }],
  };
}

function readScope(
  { scope, spellings }: Scoped,
  unit: 's' | 'ms',
  origin: Origin,
): { evidence: Evidence | null; corrected: boolean } {
  const common = { measure: 'latency', scope, ...origin };
  const parts = spellings.map((rows) => readBuckets(rows, unit));
  const lack = parts.find((part) => 'reason' in part);
  if (lack !== undefined) return { evidence: { state: 'absent', ...common, ...lack }, corrected: false };
  const served = parts.filter((part) => 'histogram' in part).filter(({ histogram }) => totalOf(histogram) > 0);
  if (served.length === 0) return { evidence: null, corrected: false };
  const value = sumHistograms(served.map(({ histogram }) => ({ histogram, weight: 1 })));
  // Checked count by count where it was read; thousands of routes are not checked twice.
  return { evidence: { state: 'present', ...common, value }, corrected: served.some(({ corrected }) => corrected) };
}

interface Counted {
  readonly histogram: Histogram;
  readonly corrected: boolean;
}

function readBuckets(rows: readonly Row[], unit: 's' | 'ms'): Counted | Gap {
  const counts = countsByBound(rows);
  for (const [bound, count] of counts) {
    // Written as what passes, so that NaN does not.
    if (!(count >= 0 && count <= mostCounted && bound >= 0)) {
      return { reason: 'not-a-number', message: `the count of the bucket up to ${bound} is ${count}` };
    }
  }
  if (!counts.has(Number.POSITIVE_INFINITY)) {
    return {
      reason: 'no-total-bucket',
      message: 'the histogram has no bucket le="+Inf", so slow requests are not counted',
    };
  }
  const ordered = [...counts].sort(([one], [other]) => one - other);
  const cumulative = runningMaximum(ordered.map(([, count]) => count));
  const total = cumulative.at(-1) ?? 0;
  const correction = Math.max(...ordered.map(([, count], index) => (cumulative[index] ?? 0) - count));
  const bounds = ordered.slice(0, -1).map(([bound]) => (unit === 'ms' ? bound / 1000 : bound));
  return { histogram: { kind: 'histogram', bounds, cumulative, unit: 's' }, corrected: correction > rounding * total };
}

/** Adds up counts by the number that `le` means: "1", "1.0" and "1e0" are one bound. */
function countsByBound(rows: readonly Row[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { labels, value } of rows) {
    const bound = parseNumber(labelValue(labels, 'le'));
    if (!Number.isNaN(bound)) counts.set(bound, (counts.get(bound) ?? 0) + value);
  }
  return counts;
}

function runningMaximum(values: readonly number[]): number[] {
  let most = 0;
  return values.map((value) => (most = Math.max(most, value)));
}
