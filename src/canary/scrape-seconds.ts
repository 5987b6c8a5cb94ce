import type { Labels, Sample } from './sample.ts';

/**
 * How often series are scraped, in seconds: the median time between two samples of one series; null where no series has two.
 *
 * @param samples those of one series in the order of their times
 */
export function scrapeSeconds(samples: readonly Sample[]): number | null {
  const last = new Map<Labels, number>();
  const gaps: number[] = [];
  for (const { labels, time } of samples) {
    const before = last.get(labels);
    if (before !== undefined && time > before) gaps.push((time - before) / 1000);
    last.set(labels, time);
  }
  const middle = gaps.sort((one, other) => one - other)[Math.floor(gaps.length / 2)];
  return middle ?? null;
}
