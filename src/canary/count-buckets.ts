import type { Increase } from './counter-ledger.ts';
import { seriesKey } from './identity.ts';
import { type Looks, placeOf } from './looks.ts';
import { type RequestLabels, type RouteChoice, scopesOf } from './requests.ts';
import { type Labels, labelOf } from './sample.ts';
import type { Buckets } from './side-reading.ts';

interface Reading {
  readonly labels: RequestLabels;
  readonly choice: RouteChoice;
  /** Reads a bound as the server writes it, in the unit of the result. */
  readonly bound: (le: string) => number;
}

/** Sums increases of bucket counters per scope and look; a look without any sample has empty buckets. Null: a count cannot be. */
export function countBuckets(
  increases: readonly Increase[],
  looks: Looks,
  { labels, choice, bound }: Reading,
): Map<string | null, (Buckets | null)[]> {
  const bounds = sharedBounds(increases, bound);
  const scopes = scopesOf(choice, labels);
  const sums = new Map<string | null, Map<number, number>[]>(
    [null, ...choice.routes].map((scope) => [scope, Array.from({ length: looks.count }, () => new Map())]),
  );
  for (const { labels: own, time, size } of increases) {
    const place = placeOf(looks, time);
    if (place === null) continue;
    const le = bound(labelOf(own, 'le'));
    for (const scope of scopes(own)) {
      const sum = sums.get(scope)?.[place];
      sum?.set(le, (sum.get(le) ?? 0) + size);
    }
  }
  return new Map([...sums].map(([scope, rows]) => [scope, rows.map((sum) => bucketsOf(sum, bounds))]));
}

/** The finite bounds that every histogram has, ascending: pods of two versions may have different ones. */
function sharedBounds(increases: readonly Increase[], bound: (le: string) => number): number[] {
  const histograms = new Map<string, Set<number>>();
  const keys = new Map<Labels, string>();
  for (const { labels } of increases) {
    if (keys.has(labels)) continue;
    const { le: _, ...rest } = labels;
    const key = seriesKey(rest);
    keys.set(labels, key);
    const own = histograms.get(key) ?? new Set();
    histograms.set(key, own.add(bound(labelOf(labels, 'le'))));
  }
  const [first = new Set<number>(), ...others] = histograms.values();
  return [...first]
    .filter((one) => Number.isFinite(one) && others.every((own) => own.has(one)))
    .sort((one, other) => one - other);
}

/** A histogram without +Inf does not count its slowest requests, so it says nothing. */
function bucketsOf(sum: ReadonlyMap<number, number>, bounds: readonly number[]): Buckets | null {
  if (sum.size === 0) return { bounds, counts: [...bounds.map(() => 0), 0] };
  const total = sum.get(Number.POSITIVE_INFINITY);
  if (total === undefined || ![...sum.values()].every((count) => count >= 0)) return null;
  let most = 0;
  const counts = bounds.map((bound) => (most = Math.min(Math.max(most, sum.get(bound) ?? 0), total)));
  return { bounds, counts: [...counts, total] };
}
