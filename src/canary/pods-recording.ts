import { PodsFile } from '../model/canary/pods-file.ts';
import type { CanaryPlan, PlannedMetric } from './canary-plan.ts';
import { type Buckets, measureKey, type SideReading } from './side-reading.ts';

/** What was read of every pod, by its name: its stretches of looks, in order. */
export type PodReadings = ReadonlyMap<string, readonly SideReading[]>;

/** One pod's values of one measure over all looks; null where it was not measured. */
function rowsOf(readings: readonly SideReading[], key: string): readonly unknown[] {
  return readings.flatMap(({ measures, pods }): readonly unknown[] => measures.get(key)?.rows ?? pods.map(() => null));
}

/** The first measure of a metric that any pod has. */
function keyOf({ measures, route }: PlannedMetric, readings: PodReadings): string | null {
  const keys = measures.map((measure) => measureKey(measure, route));
  const isSeen = (key: string) => [...readings.values()].some((one) => rowsOf(one, key).some((row) => row !== null));
  return keys.find(isSeen) ?? null;
}

/** All rows of a histogram, by pod. */
function bucketsOf(readings: PodReadings, key: string): ReadonlyMap<string, readonly (Buckets | null)[]> {
  const own = (one: readonly SideReading[]) =>
    one.flatMap(({ measures, pods }) => {
      const measured = measures.get(key);
      return measured?.kind === 'histogram' ? measured.rows : pods.map(() => null);
    });
  return new Map([...readings].map(([pod, one]) => [pod, own(one)]));
}

/** Buckets by pod on the bounds of the first ones; what has other bounds cannot be compared and counts as missing. */
function recordedBuckets(readings: PodReadings, key: string): { bounds: readonly number[]; pods: object } | null {
  const byPod = bucketsOf(readings, key);
  const bounds = [...byPod.values()].flat().find((row) => row !== null && row.bounds.length > 0)?.bounds;
  if (bounds === undefined) return null;
  const fits = (row: Buckets) =>
    row.bounds.length === bounds.length && row.bounds.every((one, at) => one === bounds[at]);
  const counts = (row: Buckets | null) => (row !== null && fits(row) ? row.counts : null);
  return { bounds, pods: Object.fromEntries([...byPod].map(([pod, rows]) => [pod, rows.map(counts)])) };
}

/** One metric of the recording; none where no pod has it. */
function recordedMetric(metric: PlannedMetric, readings: PodReadings): object[] {
  const key = keyOf(metric, readings);
  if (key === null) return [];
  const { name, route, weight, critical, blocking, required, kind, tolerance } = metric;
  const common = { kind, name, route, weight, critical, blocking, required, tolerance };
  if (kind === 'histogram') {
    const buckets = recordedBuckets(readings, key);
    return buckets === null ? [] : [{ ...common, quantiles: metric.quantiles, ...buckets }];
  }
  return [{ ...common, pods: Object.fromEntries([...readings].map(([pod, one]) => [pod, rowsOf(one, key)])) }];
}

/** Puts what was read of every pod into a recording; metrics that no pod has are left out. Null: no pod has any. */
export function podsRecording(
  { judge, interval, start, metrics }: Pick<CanaryPlan, 'judge' | 'interval' | 'start' | 'metrics'>,
  readings: PodReadings,
): PodsFile | null {
  const recorded = metrics.flatMap((metric) => recordedMetric(metric, readings));
  if (recorded.length === 0) return null;
  return PodsFile.parse({
    schema: 'tollgate.pods/1',
    judge,
    interval: `${interval}s`,
    start: new Date(start).toISOString(),
    metrics: recorded,
  });
}
