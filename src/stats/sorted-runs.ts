import { countAbove } from './count-above.ts';
import { mergeSorted } from './merge-sorted.ts';

/** Values that are added in lots, and of which the smallest, second smallest, … is wanted in between. */
export interface SortedRuns {
  readonly size: () => number;
  /** Adds ascending values; the list is kept and must not change any more. */
  readonly add: (ascending: Float64Array) => void;
  /** The value that stands at a place of all values in ascending order; undefined where there is none. */
  readonly at: (place: number) => number | undefined;
}

/** Places `from` up to `to` (left out) of one run, in which the wanted value may still be. */
interface Span {
  readonly run: Float64Array;
  from: number;
  to: number;
}

/**
 * Keeps growing values in ascending runs, each at least twice as long as the next, so that n values cost n log n altogether; one
 * list that is merged anew for every lot would cost n².
 *
 * Source: the logarithmic method, Bentley and Saxe, Journal of Algorithms 1 (1980) 301–358.
 */
export function sortedRuns(): SortedRuns {
  const runs: Float64Array[] = [];
  let size = 0;
  return {
    size: () => size,
    add(ascending) {
      if (ascending.length === 0) return;
      size += ascending.length;
      let last = ascending;
      for (let before = runs.at(-1); before !== undefined && before.length < 2 * last.length; before = runs.at(-1)) {
        runs.pop();
        last = mergeSorted(before, last);
      }
      runs.push(last);
    },
    at: (place) => (Number.isInteger(place) && place >= 0 && place < size ? select(runs, place) : undefined),
  };
}

/** Halves the longest span by its middle value until one value is left, as quickselect does. */
function select(runs: readonly Float64Array[], place: number): number | undefined {
  const spans = runs.map((run): Span => ({ run, from: 0, to: run.length }));
  const length = ({ from, to }: Span) => to - from;
  for (;;) {
    const longest = spans.reduce((one, other) => (length(other) > length(one) ? other : one));
    const pivot = longest.run[(longest.from + longest.to) >>> 1];
    if (pivot === undefined) return undefined;
    // How many of all values are below the pivot, and how many are not above it.
    const below = runs.map((run) => countBelow(run, pivot));
    const notAbove = runs.map((run) => run.length - countAbove(run, pivot));
    const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
    if (place < sum(below)) spans.forEach((span, index) => narrow(span, 0, below[index] ?? 0));
    else if (place >= sum(notAbove))
      spans.forEach((span, index) => narrow(span, notAbove[index] ?? 0, span.run.length));
    else return pivot;
  }
}

function narrow(span: Span, from: number, to: number): void {
  span.from = Math.max(span.from, from);
  span.to = Math.min(span.to, to);
}

/** How many of some ascending values are strictly below a limit. */
function countBelow(ascending: Float64Array, limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) >= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
