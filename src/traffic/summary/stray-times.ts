const hour = 3600;
/** So few requests may be strays. */
const mostShare = 0.001;
/** The window without them is at least so many times shorter. */
const leastFactor = 5;

/** Requests that make the window of a log much longer than the time in which nearly all of it was written. */
export interface StrayTimes {
  readonly count: number;
  /** The window without them, in whole hours. */
  readonly from: string;
  readonly to: string;
}

const iso = (hours: number) => new Date(hours * hour * 1000).toISOString();

/** From the first hour on, those that hold together no more than the allowance; the index of the first that is kept, and their requests. */
function trimmed(counts: readonly (readonly [number, number])[], allowance: number): { index: number; count: number } {
  let [index, count] = [0, 0];
  for (const [, one] of counts) {
    if (count + one > allowance) break;
    count += one;
    index += 1;
  }
  return { index, count };
}

/**
 * Finds the requests, at most a thousandth at either end, without which the window is a fifth of what it is, or less.
 *
 * @returns null where there are none
 */
export function strayTimes(eachSecond: (visit: (second: number, count: number) => void) => void): StrayTimes | null {
  const hours = new Map<number, number>();
  let total = 0;
  eachSecond((second, count) => {
    const at = Math.floor(second / hour);
    hours.set(at, (hours.get(at) ?? 0) + count);
    total += count;
  });
  const sorted = [...hours].sort(([a], [b]) => a - b);
  const before = trimmed(sorted, total * mostShare);
  const after = trimmed(sorted.toReversed(), total * mostShare);
  const hourAt = (index: number) => sorted.at(index)?.[0] ?? 0;
  const [first, last] = [hourAt(before.index), hourAt(-1 - after.index)];
  const whole = hourAt(-1) - hourAt(0) + 1;
  if (before.count + after.count === 0 || whole < leastFactor * (last - first + 1)) return null;
  return { count: before.count + after.count, from: iso(first), to: iso(last + 1) };
}
