const multiples: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['m', 1e6],
  ['million', 1e6],
]);

/** A number as people write it, for use in patterns: 1,200 · 1.5 · 20k. */
export const numberPattern = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?`;

/**
 * Reads a number as people write it.
 *
 * @example numberOf('1,200') // 1200
 * @example numberOf('1.5', 'k') // 1500
 */
export function numberOf(written: string, multiple = ''): number {
  return Number(written.replaceAll(',', '')) * (multiples.get(multiple.toLowerCase()) ?? 1);
}

const seconds: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|milli)/, 0.001],
  [/^s/, 1],
  [/^min|^m$/, 60],
  [/^h/, 3600],
  [/^d/, 86_400],
];

/**
 * Seconds in a unit of time, as people write it; 1 where there is none.
 *
 * @example secondsIn('minutes') // 60
 */
export function secondsIn(unit: string): number {
  return seconds.find(([pattern]) => pattern.test(unit.toLowerCase()))?.[1] ?? 1;
}

const bytes: ReadonlyMap<string, number> = new Map([
  ['kb', 1e3],
  ['mb', 1e6],
  ['gb', 1e9],
  ['tb', 1e12],
  ['kib', 2 ** 10],
  ['ki', 2 ** 10],
  ['mib', 2 ** 20],
  ['mi', 2 ** 20],
  ['gib', 2 ** 30],
  ['gi', 2 ** 30],
]);

/**
 * Bytes in a unit of memory.
 *
 * @example bytesIn('GiB') // 1073741824
 */
export function bytesIn(unit: string): number {
  return bytes.get(unit.toLowerCase()) ?? 1;
}
