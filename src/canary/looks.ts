/** Consecutive closed intervals: look k is `(start + k × length, start + (k + 1) × length]`, in milliseconds since 1970. */
export interface Looks {
  /** Start of look 0. */
  readonly start: number;
  readonly length: number;
  /** Number of the first look of this stretch. */
  readonly first: number;
  /** How many looks this stretch has. */
  readonly count: number;
}

/** Start and end of a stretch of looks, in milliseconds since 1970. */
export function stretchOf({ start, length, first, count }: Looks): { readonly from: number; readonly to: number } {
  return { from: start + first * length, to: start + (first + count) * length };
}

/**
 * In which look of a stretch (0 is its first) an instant lies; null where it lies outside.
 *
 * @example placeOf({ start: 0, length: 30_000, first: 2, count: 3 }, 90_000) // 0
 */
export function placeOf(looks: Looks, time: number): number | null {
  const place = Math.ceil((time - looks.start) / looks.length) - 1 - looks.first;
  return place >= 0 && place < looks.count ? place : null;
}
