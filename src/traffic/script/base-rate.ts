import type { TrafficModel } from '../../model/traffic-model.ts';
import { windowSeconds } from '../../model/window.ts';

/** Requests per second that a load test reproduces, and where that number comes from. */
export interface BaseRate {
  readonly perSecond: number;
  readonly from: string;
  /** Requests per step of the busiest hour; null where the log's times are too coarse. */
  readonly steps: { readonly seconds: number; readonly counts: readonly number[] } | null;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** The 60 minutes in a row with most requests. */
function busiestMinutes(counts: readonly number[]): readonly number[] {
  let [within, best, start] = [sum(counts.slice(0, 60)), 0, 0];
  for (let index = 0; index + 60 <= counts.length; index += 1) {
    if (index > 0) within += (counts[index + 59] ?? 0) - (counts[index - 1] ?? 0);
    if (within > best) [best, start] = [within, index];
  }
  return counts.slice(start, start + 60);
}

/** The busiest hour in the steps in which it is recorded; null where the log's times are coarser than a minute. */
function recorded({ busiestHour, perMinute }: TrafficModel['arrivals']): BaseRate | null {
  if (busiestHour !== null && sum(busiestHour.counts) > 0) {
    const { counts, step, from } = busiestHour;
    const perSecond = sum(counts) / (counts.length * step);
    return { perSecond, from: `the busiest hour, from ${from}`, steps: { seconds: step, counts } };
  }
  if (perMinute === null || !(sum(perMinute.counts) > 0)) return null;
  const counts = busiestMinutes(perMinute.counts);
  const perSecond = sum(counts) / (counts.length * perMinute.step);
  return { perSecond, from: 'the busiest 60 minutes in a row', steps: { seconds: perMinute.step, counts } };
}

/**
 * The rate of production's busiest hour, as finely as the log tells it.
 *
 * @returns null where the model has no requests or no time
 */
export function baseRate({ arrivals, source, total }: TrafficModel): BaseRate | null {
  const hour = recorded(arrivals);
  if (hour !== null) return hour;
  const average = Math.max(0, ...(arrivals.hourOfDay ?? []));
  if (average > 0) return { perSecond: average / 60, from: 'the busiest hour of the average day', steps: null };
  if (source.from === null || source.to === null) return null;
  const seconds = windowSeconds({ from: source.from, to: source.to });
  if (!(seconds > 0 && total.count > 0)) return null;
  return { perSecond: total.count / seconds, from: 'the average of the whole log', steps: null };
}
