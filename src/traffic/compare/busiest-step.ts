import type { TrafficModel } from '../../model/traffic-model.ts';

/** How unevenly requests came within the busiest hour. */
export interface Unevenness {
  /** Busiest whole minute ÷ average minute; null where there are too few minutes or requests to say. */
  readonly peakToMean: number | null;
  /** Variance ÷ mean of the counts of each 10 s. */
  readonly dispersion: number | null;
}

const leastMinutes = 5;
/** Under so many requests a minute chance alone makes some minute twice as busy as another. */
const leastPerMinute = 20;

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** The steps from the first request to the last one: a load test fills only a part of its hour. */
function used(counts: readonly number[]): readonly number[] {
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  return first < 0 ? [] : counts.slice(first, last + 1);
}

function minutesOf(counts: readonly number[], step: number): number[] {
  const length = Math.round(60 / step);
  if (!(length >= 1)) return [];
  return Array.from({ length: Math.floor(counts.length / length) }, (_, index) =>
    sum(counts.slice(index * length, (index + 1) * length)),
  );
}

/** Peak and burstiness of a model's busiest hour. */
export function unevennessOf({ busiestHour }: TrafficModel['arrivals']): Unevenness {
  if (busiestHour === null || busiestHour.step > 60) return { peakToMean: null, dispersion: null };
  const counts = used(busiestHour.counts);
  const minutes = minutesOf(counts, busiestHour.step);
  const [mean, perStep] = [sum(minutes) / minutes.length, sum(counts) / counts.length];
  if (!(minutes.length >= leastMinutes && mean >= leastPerMinute)) return { peakToMean: null, dispersion: null };
  const variance = sum(counts.map((count) => (count - perStep) ** 2)) / counts.length;
  return { peakToMean: Math.max(...minutes) / mean, dispersion: variance / perStep };
}
