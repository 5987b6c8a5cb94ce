import { CanaryFile, type CanaryFileInput } from '../model/canary/canary-file.ts';
import type { CanaryPlan, PlannedMetric } from './canary-plan.ts';
import { onCommonBounds, type Pair, type PairedReading, pairMeasure, sides } from './pair-sides.ts';
import { type Buckets, measureKey, type Origin } from './side-reading.ts';

/** What was read so far, and by whom. */
export interface Written {
  readonly readings: readonly PairedReading[];
  readonly origin: NonNullable<CanaryFileInput['origin']>;
  /** Why reading ended early, where a source gave no answer. */
  readonly unreachable: CanaryFileInput['unreachable'];
  /** Who ended it by hand. */
  readonly aborted: CanaryFileInput['aborted'];
}

/** Puts what was read into a file that judges to the same verdict wherever it is judged. */
export function writeCanaryFile(plan: CanaryPlan, { readings, origin, unreachable, aborted }: Written): CanaryFile {
  const metrics = plan.metrics.flatMap((metric) => {
    const slices = slicesOf(metric, readings);
    // Together they have the weight that the metric has alone.
    const weight = metric.weight / slices.length;
    return slices.map((slice) => readMetric(plan, { ...metric, weight, slice }, readings));
  });
  const wanted = metrics.filter((one) => one.isMeasured || !one.optional);
  const missing = metrics.filter((one) => !one.isMeasured && one.optional);
  const input: CanaryFileInput = {
    schema: 'tollgate.canary/1',
    subject: plan.subject,
    judge: plan.judge,
    interval: `${plan.interval}s`,
    start: new Date(plan.start).toISOString(),
    expectedShare: plan.expectedShare === null ? null : [...plan.expectedShare],
    guards: { canaryPods: mostPods(readings) },
    origin,
    unreachable,
    aborted,
    remarks: unique([
      ...sides.flatMap((side) => [
        ...(readings.at(-1)?.[side].lacks ?? []).map((words) => `${side}: ${words}`),
        ...readings.flatMap((reading) => reading[side].remarks.map((words) => `${side}: ${words}`)),
      ]),
      ...metrics.flatMap((one) => one.remarks),
      ...(missing.length === 0
        ? []
        : [`not judged, because neither side has a series: ${missing.map(({ metric }) => metric.name).join(', ')}`]),
      ...oneSided(readings),
    ]),
    metrics: wanted.map(({ metric }) => metric),
  };
  // Parsed, so that what is judged now and what is read back later are the same to the last default.
  return CanaryFile.parse(input);
}

/** Counts of pods, not of requests. */
const podChecks: ReadonlySet<string> = new Set(['restarts', 'oom-kills']);

type MetricInput = CanaryFileInput['metrics'][number];

/** A planned metric of one region or release; of all that there is where `slice` is empty. */
type SlicedMetric = PlannedMetric & { readonly slice: string };

const slicesIn = (readings: readonly PairedReading[], side: (typeof sides)[number]) =>
  unique(readings.flatMap((reading) => [...reading[side].slices.keys()])).sort();

/** The regions or releases of which either side has a measure of the metric; the whole where nothing is kept apart. */
function slicesOf(metric: PlannedMetric, readings: readonly PairedReading[]): string[] {
  const all = ['', ...unique(sides.flatMap((side) => slicesIn(readings, side))).sort()];
  if (all.length === 1) return all;
  const own = all.filter((slice) =>
    keysOf({ ...metric, slice }).some((key) => sides.some((side) => isSeen(readings, side, key))),
  );
  return own.length === 0 ? [''] : own;
}

/** Regions that only one side has can never pass; whoever rolls out region by region has to say which. */
function oneSided(readings: readonly PairedReading[]): string[] {
  return sides.flatMap((side) => {
    const other = side === 'canary' ? 'baseline' : 'canary';
    const known = new Set(slicesIn(readings, other));
    const alone = slicesIn(readings, side).filter((slice) => !known.has(slice));
    return alone.length === 0
      ? []
      : [
          `${side}: only this side has ${alone.join('; ')}, so nothing passes there: select what both sides have, or split by other labels`,
        ];
  });
}

interface ReadMetric {
  readonly metric: MetricInput;
  readonly isMeasured: boolean;
  readonly optional: boolean;
  readonly remarks: readonly string[];
}

const has = (rows: readonly Pair<unknown>[]) =>
  rows.some(({ canary, baseline }) => canary !== null || baseline !== null);

function readMetric(plan: CanaryPlan, metric: SlicedMetric, readings: readonly PairedReading[]): ReadMetric {
  const { name, route, slice, weight, critical, blocking, required, optional } = metric;
  const key = chooseKey(readings, metric);
  const dimension = podChecks.has(name) ? ('resources' as const) : null;
  const evidence = originsOf(readings, { key, slice });
  const common = { name, route, slice, dimension, weight, critical, blocking, required, evidence };
  if (metric.kind === 'counts') {
    const rows = pairMeasure(readings, { key, kind: 'counts', slice }, plan.sameServer);
    const { tolerance } = metric;
    return { metric: { kind: 'counts', ...common, tolerance, rows }, isMeasured: has(rows), optional, remarks: [] };
  }
  const unit = unitOf(readings, key);
  if (metric.kind === 'gauge') {
    const rows = pairMeasure(readings, { key, kind: 'gauge', slice }, plan.sameServer);
    const { tolerance } = metric;
    return {
      metric: { kind: 'gauge', ...common, unit, tolerance, rows },
      isMeasured: has(rows),
      optional,
      remarks: [],
    };
  }
  const { bounds, rows, remarks } = readBuckets(
    pairMeasure(readings, { key, kind: 'histogram', slice }, plan.sameServer),
    name,
  );
  const { tolerance, quantiles } = metric;
  const buckets = { kind: 'histogram' as const, unit, tolerance, quantiles: [...quantiles], bounds, rows };
  return { metric: { ...common, ...buckets }, isMeasured: has(rows), optional, remarks };
}

/** A file needs a bound even where nothing was measured. */
const anyBound = 1;

function readBuckets(
  pairs: readonly Pair<Buckets>[],
  name: string,
): { bounds: number[]; rows: Pair<number[]>[]; remarks: string[] } {
  const { bounds, rows } = onCommonBounds(pairs);
  if (bounds.length > 0) return { bounds, rows, remarks: [] };
  const isSeen = rows.some(hasRequests);
  return {
    bounds: [anyBound],
    rows: rows.map(() => ({ canary: null, baseline: null })),
    remarks: isSeen ? [`${name}: the two sides share no bucket bound, so nothing can be compared`] : [],
  };
}

/** The first measure that both sides have; else the first that one has. Two exporters measure differently, so they are never compared. */
function chooseKey(readings: readonly PairedReading[], metric: SlicedMetric): string {
  const keys = keysOf(metric);
  const has = (side: (typeof sides)[number], key: string) => isSeen(readings, side, key);
  const both = keys.find((key) => has('canary', key) && has('baseline', key));
  return both ?? keys.find((key) => has('canary', key) || has('baseline', key)) ?? keys[0] ?? metric.name;
}

const keysOf = ({ measures, route, slice }: SlicedMetric) => measures.map((name) => measureKey(name, route, slice));

const isSeen = (readings: readonly PairedReading[], side: (typeof sides)[number], key: string) =>
  readings.some((reading) => reading[side].measures.get(key)?.rows.some((row) => row !== null) === true);

const hasRequests = (row: Pair<number[]>) => (row.canary?.at(-1) ?? 0) > 0 || (row.baseline?.at(-1) ?? 0) > 0;

/** The queries of the last stretch: those of earlier ones differ only in the names of pods. */
function originsOf(
  readings: readonly PairedReading[],
  { key, slice }: { readonly key: string; readonly slice: string },
): Origin[] {
  const last = readings.at(-1);
  if (last === undefined) return [];
  // All regions are asked for at once.
  const asked = key.slice(0, key.length - measureKey('', null, slice).length);
  const all = [...(last.canary.origins.get(asked) ?? []), ...(last.baseline.origins.get(asked) ?? [])];
  return [...new Map(all.map((origin) => [origin.query, origin])).values()];
}

function unitOf(readings: readonly PairedReading[], key: string): string {
  for (const { canary, baseline } of readings) {
    const measured = canary.measures.get(key) ?? baseline.measures.get(key);
    if (measured !== undefined && 'unit' in measured) return measured.unit;
  }
  return '';
}

function mostPods(readings: readonly PairedReading[]): number | null {
  const pods = readings.flatMap(({ canary }) => canary.pods);
  return pods.length === 0 ? null : Math.max(...pods);
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
