import type { Increase } from './counter-ledger.ts';
import { podOf, seriesKey } from './identity.ts';
import { type Looks, placeOf } from './looks.ts';
import type { Sample } from './sample.ts';

/** What each pod used per second in a look, from a counter: the mean over its pods; null where no pod was seen, or a count cannot be. */
export function ratePerPod(increases: readonly Increase[], looks: Looks): (number | null)[] {
  const rows = Array.from({ length: looks.count }, () => ({ sum: 0, pods: new Set<string>() }));
  for (const { labels, time, size } of increases) {
    const row = rows[placeOf(looks, time) ?? -1];
    if (row === undefined) continue;
    row.sum += size;
    row.pods.add(podOf(labels));
  }
  return rows.map(({ sum, pods }) => meanOf(sum / (looks.length / 1000), pods.size));
}

/** The level of a pod at the end of a look, all its series together: the mean over the pods; null where no pod was seen, or a level cannot be. */
export function levelPerPod(samples: readonly Sample[], looks: Looks): (number | null)[] {
  const rows = Array.from({ length: looks.count }, () => new Map<string, Sample>());
  for (const sample of samples) {
    const row = rows[placeOf(looks, sample.time) ?? -1];
    if (row === undefined) continue;
    const key = seriesKey(sample.labels);
    if (sample.time >= (row.get(key)?.time ?? 0)) row.set(key, sample);
  }
  return rows.map((row) => {
    const last = [...row.values()];
    const pods = new Set(last.map(({ labels }) => podOf(labels)));
    return meanOf(
      last.reduce((sum, { value }) => sum + value, 0),
      pods.size,
    );
  });
}

/** Written as what passes, so that NaN does not. */
function meanOf(sum: number, pods: number): number | null {
  const mean = sum / pods;
  return pods > 0 && mean >= 0 && mean < Number.POSITIVE_INFINITY ? mean : null;
}
