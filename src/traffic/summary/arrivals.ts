import type { Arrivals } from '../../model/traffic/arrivals.ts';
import { rounded } from './quantiles.ts';
import { dispersionOf } from './rate.ts';

const mostMinutes = 14 * 24 * 60;

/** Requests by second since 1970, of a window that holds at least one. */
export interface Timeline {
  readonly firstSecond: number;
  readonly lastSecond: number;
  readonly resolution: number;
  readonly eachSecond: (visit: (second: number, count: number) => void) => void;
}

const iso = (second: number) => new Date(second * 1000).toISOString();

/** Counts of each step between two seconds, steps without a request included. */
function series({ eachSecond }: Timeline, [from, to]: readonly [number, number], step: number): number[] {
  const counts = new Array<number>(Math.ceil((to - from) / step)).fill(0);
  eachSecond((second, count) => {
    if (second >= from && second < to) (counts[Math.floor((second - from) / step)] as number) += count;
  });
  return counts;
}

function countsByHour({ eachSecond }: Timeline): Map<number, number> {
  const hours = new Map<number, number>();
  eachSecond((second, count) => {
    const hour = Math.floor(second / 3600);
    hours.set(hour, (hours.get(hour) ?? 0) + count);
  });
  return hours;
}

/** Average per minute in each hour of the day, over the part of each hour that the window covers. */
function hourOfDay(timeline: Timeline, hours: ReadonlyMap<number, number>): number[] {
  const [counts, minutes] = [new Array<number>(24).fill(0), new Array<number>(24).fill(0)];
  const end = timeline.lastSecond + 1;
  for (let hour = Math.floor(timeline.firstSecond / 3600); hour * 3600 < end; hour += 1) {
    const covered = Math.min(end, (hour + 1) * 3600) - Math.max(timeline.firstSecond, hour * 3600);
    (counts[hour % 24] as number) += hours.get(hour) ?? 0;
    (minutes[hour % 24] as number) += covered / 60;
  }
  return counts.map((count, hour) => rounded(count === 0 ? 0 : count / (minutes[hour] ?? 1)));
}

function busiest(hours: ReadonlyMap<number, number>): number {
  return [...hours].reduce((best, one) =>
    one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best,
  )[0];
}

/** When requests arrived; a series that is finer than the log's times is null. */
export function arrivalsOf(timeline: Timeline): Arrivals {
  const { firstSecond, lastSecond, resolution } = timeline;
  const hours = countsByHour(timeline);
  const start = busiest(hours) * 3600;
  const hour = [start, start + 3600] as const;
  const dispersion = (step: number) =>
    resolution <= step ? dispersionOf(series(timeline, hour, step), 3600 / step) : null;
  const endMinute = Math.floor(lastSecond / 60) + 1;
  const firstMinute = Math.max(Math.floor(firstSecond / 60), endMinute - mostMinutes);
  return {
    hourOfDay: resolution <= 3600 ? hourOfDay(timeline, hours) : null,
    perMinute:
      resolution <= 60
        ? { from: iso(firstMinute * 60), step: 60, counts: series(timeline, [firstMinute * 60, endMinute * 60], 60) }
        : null,
    busiestHour: resolution <= 10 ? { from: iso(start), step: 10, counts: series(timeline, hour, 10) } : null,
    dispersion: { perSecond: dispersion(1), perTenSeconds: dispersion(10), perMinute: dispersion(60) },
  };
}

/** Of a log without a single modelled request. */
export const noArrivals: Arrivals = {
  hourOfDay: null,
  perMinute: null,
  busiestHour: null,
  dispersion: { perSecond: null, perTenSeconds: null, perMinute: null },
};
