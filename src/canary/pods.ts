import type { CanaryCounts } from '../model/canary/canary-row.ts';
import type { Increase, Restart } from './counter-ledger.ts';
import { podOf } from './identity.ts';
import { type Looks, placeOf } from './looks.ts';
import type { Sample } from './sample.ts';

/** The pods that were seen in each look. */
export function podsPerLook(samples: readonly Sample[], looks: Looks): ReadonlySet<string>[] {
  const pods = Array.from({ length: looks.count }, () => new Set<string>());
  for (const { labels, time } of samples) {
    const place = placeOf(looks, time);
    if (place !== null) pods[place]?.add(podOf(labels));
  }
  return pods;
}

/** Events of pods (restarts, kills) as counts: in how many of the pods of a look one happened. Null: no pod was seen, or a count cannot be. */
export function eventsPerPod(
  events: readonly (Increase | Restart)[],
  looks: Looks,
  pods: readonly ReadonlySet<string>[],
): (CanaryCounts | null)[] {
  const sums = Array.from({ length: looks.count }, () => 0);
  for (const event of events) {
    const place = placeOf(looks, event.time);
    if (place !== null) sums[place] = (sums[place] ?? 0) + ('size' in event ? event.size : 1);
  }
  return sums.map((sum, place) => {
    const total = pods[place]?.size ?? 0;
    return total > 0 && sum >= 0 ? { bad: Math.min(Math.round(sum), total), total } : null;
  });
}
