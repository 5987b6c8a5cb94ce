import { commonBounds, isSameBound } from '../stats/common-bounds.ts';
import type { Buckets, Measured, SideReading } from './side-reading.ts';

/** Both sides over the same stretch of looks. */
export interface PairedReading {
  readonly canary: SideReading;
  readonly baseline: SideReading;
}

/** Both sides, the canary first. */
export const sides = ['canary', 'baseline'] as const;
type Side = (typeof sides)[number];

/** One look of one measure: what each side gave, null where it was not measured. */
export type Pair<Value> = Readonly<Record<Side, Value | null>>;

/**
 * The looks of one measure over all stretches, both sides.
 *
 * A side had no requests where its pods are there and lack the other side's metric (many a counter begins to exist with the first
 * request), or where its pods are gone while the same server sees the other side: that is measured, and is not missing.
 */
export function pairMeasure<Kind extends Measured['kind']>(
  readings: readonly PairedReading[],
  measure: { readonly key: string; readonly kind: Kind; readonly slice?: string },
  sameServer: boolean,
): Pair<ValueOf<Kind>>[] {
  const isAlive = (reading: SideReading, look: number) => (podsIn(reading, measure.slice ?? '')[look] ?? 0) > 0;
  const seen = { canary: false, baseline: false };
  return readings.flatMap((reading) =>
    reading.canary.pods.map((_, look) => {
      const alive = { canary: isAlive(reading.canary, look), baseline: isAlive(reading.baseline, look) };
      const value = (side: Side, other: Side): ValueOf<Kind> | null => {
        seen[side] ||= alive[side];
        const lacks =
          alive[side] && !reading[side].measures.has(measure.key) && reading[other].measures.has(measure.key);
        const isGone = sameServer && seen[side] && !alive[side] && alive[other];
        return lacks || isGone ? (nothing(measure.kind) as ValueOf<Kind> | null) : rowOf(reading[side], measure, look);
      };
      return { canary: value('canary', 'baseline'), baseline: value('baseline', 'canary') };
    }),
  );
}

/** Pods of a region or release per look; of the whole side where none is named. */
const podsIn = ({ pods, slices }: SideReading, slice: string) => (slice === '' ? pods : (slices.get(slice) ?? []));

/** The value of one look, by the kind of the measure. */
type ValueOf<Kind extends Measured['kind']> = NonNullable<Extract<Measured, { kind: Kind }>['rows'][number]>;

function rowOf<Kind extends Measured['kind']>(
  reading: SideReading,
  { key, kind }: { readonly key: string; readonly kind: Kind },
  look: number,
): ValueOf<Kind> | null {
  const measured = reading.measures.get(key);
  return measured?.kind === kind ? ((measured.rows[look] ?? null) as ValueOf<Kind> | null) : null;
}

/** What a side without pods did; a level it has none. */
function nothing(kind: Measured['kind']) {
  if (kind === 'counts') return { bad: 0, total: 0 };
  return kind === 'histogram' ? { bounds: [], counts: [0] } : null;
}

/** Bounds that every row with requests has, and the rows on them. */
export function onCommonBounds(pairs: readonly Pair<Buckets>[]): { bounds: number[]; rows: Pair<number[]>[] } {
  const counted = pairs.flatMap((pair) => sides.flatMap((side) => pair[side] ?? [])).filter((one) => totalOf(one) > 0);
  const [first, ...others] = counted;
  const bounds = others.reduce((shared, one) => commonBounds(shared, one.bounds), [...(first?.bounds ?? [])]);
  const coarse = (buckets: Buckets | null) => {
    if (buckets === null) return null;
    if (totalOf(buckets) === 0) return [...bounds.map(() => 0), 0];
    const at = (bound: number) => buckets.counts[buckets.bounds.findIndex((own) => isSameBound(own, bound))] ?? 0;
    return [...bounds.map(at), totalOf(buckets)];
  };
  return { bounds, rows: pairs.map((pair) => ({ canary: coarse(pair.canary), baseline: coarse(pair.baseline) })) };
}

function totalOf({ counts }: Buckets): number {
  return counts.at(-1) ?? 0;
}
