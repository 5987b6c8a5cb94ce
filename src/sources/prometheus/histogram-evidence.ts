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
  const layout = layoutOf(rows, unit);
  const read = byScope(rows, grouping).map((scoped) => readScope(scoped, layout, origin));
  const corrected = read.filter((one) => one.corrected).length;
  const message = `the buckets of ${corrected} of ${read.length} routes did not rise with their bounds and were corrected by a running maximum`;
  return {
    evidence: read.flatMap((one) => one.evidence ?? []),
    remarks: corrected === 0 ? [] : [{ reason: 'counter-reset', message }],
  };
}

function readScope(
  { scope, spellings }: Scoped,
  layout: Layout,
  origin: Origin,
): { evidence: Evidence | null; corrected: boolean } {
  const common = { measure: 'latency', scope, ...origin };
  const parts = spellings.map((rows) => readBuckets(rows, layout));
  const lack = parts.find((part) => 'reason' in part);
  if (lack !== undefined) return { evidence: { state: 'absent', ...common, ...lack }, corrected: false };
  const served = parts.filter((part) => 'histogram' in part).filter(({ histogram }) => totalOf(histogram) > 0);
  if (served.length === 0) return { evidence: null, corrected: false };
  const value = sumHistograms(served.map(({ histogram }) => ({ histogram, weight: 1 })));
  // Checked count by count where it was read; thousands of routes are not checked twice.
  return { evidence: { state: 'present', ...common, value }, corrected: served.some(({ corrected }) => corrected) };
}

/** The buckets of an answer, worked out once for all of its routes. */
interface Layout {
  /** Upper bounds in ascending order, as the answer writes them. */
  readonly written: readonly number[];
  /** The finite ones in seconds. */
  readonly bounds: Histogram['bounds'];
  /** Where each spelling of `le` belongs: "1", "1.0" and "1e0" are one bound. */
  readonly places: ReadonlyMap<string, number>;
}

function layoutOf(rows: readonly Row[], unit: 's' | 'ms'): Layout {
  const spelled = new Map<string, number>();
  for (const { labels } of rows) {
    const le = labelValue(labels, 'le');
    if (!spelled.has(le)) spelled.set(le, parseNumber(le));
  }
  const numbers = [...spelled].filter(([, bound]) => !Number.isNaN(bound));
  const written = [...new Set(numbers.map(([, bound]) => bound))].sort((one, other) => one - other);
  const finite = written.filter((bound) => bound !== Number.POSITIVE_INFINITY);
  return {
    written,
    bounds: unit === 'ms' ? finite.map((bound) => bound / 1000) : finite,
    places: new Map(numbers.map(([le, bound]) => [le, written.indexOf(bound)])),
  };
}

interface Counted {
  readonly histogram: Histogram;
  readonly corrected: boolean;
}

/** The answer's counts by place; a bucket without a row is undefined. */
function countsByPlace(rows: readonly Row[], { written, places }: Layout): (number | undefined)[] {
  const counts = new Array<number | undefined>(written.length).fill(undefined);
  for (const { labels, value } of rows) {
    const place = places.get(labelValue(labels, 'le'));
    if (place !== undefined) counts[place] = (counts[place] ?? 0) + value;
  }
  return counts;
}

function readBuckets(rows: readonly Row[], layout: Layout): Counted | Gap {
  const { written, bounds } = layout;
  const counts = countsByPlace(rows, layout);
  // Written as what passes, so that NaN does not.
  const bad = counts.findIndex(
    (count, place) => count !== undefined && !(count >= 0 && count <= mostCounted && (written[place] ?? -1) >= 0),
  );
  if (bad !== -1) {
    return { reason: 'not-a-number', message: `the count of the bucket up to ${written[bad]} is ${counts[bad]}` };
  }
  if (written.at(-1) !== Number.POSITIVE_INFINITY || counts.at(-1) === undefined) {
    return {
      reason: 'no-total-bucket',
      message: 'the histogram has no bucket le="+Inf", so slow requests are not counted',
    };
  }
  // Most routes have every bucket, and then share one list of bounds.
  const isWhole = !counts.includes(undefined);
  const own = isWhole ? bounds : bounds.filter((_, place) => counts[place] !== undefined);
  const { cumulative, correction } = runningMaximum(counts);
  const total = cumulative.at(-1) ?? 0;
  return {
    histogram: { kind: 'histogram', bounds: own, cumulative, unit: 's' },
    corrected: correction > rounding * total,
  };
}

/** The counts that there are, made to rise with their bounds, and by how much the most corrected one was raised. */
function runningMaximum(counts: readonly (number | undefined)[]): { cumulative: number[]; correction: number } {
  const cumulative: number[] = [];
  let [most, correction] = [0, 0];
  for (const count of counts) {
    if (count === undefined) continue;
    most = Math.max(most, count);
    correction = Math.max(correction, most - count);
    cumulative.push(most);
  }
  return { cumulative, correction };
}
