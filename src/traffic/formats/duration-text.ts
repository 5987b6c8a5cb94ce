const microsecondsOf = new Map([
  ['ns', 0.001],
  ['us', 1],
  ['µs', 1],
  ['micros', 1],
  ['ms', 1000],
  ['msec', 1000],
  ['msecs', 1000],
  ['s', 1_000_000],
  ['sec', 1_000_000],
  ['secs', 1_000_000],
  ['m', 60_000_000],
]);

/** The number in a text or number; null where it is none: a dash, nothing, NaN. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/**
 * Microseconds of a duration that may carry its unit, as Go and others write it.
 *
 * @param unit microseconds of one, where the value has no unit itself; null where nobody knows
 * @returns null where it is no duration, or has no unit
 * @example durationOf('1.5ms', null) // 1500
 * @example durationOf(0.25, 1_000_000) // 250000
 * @example durationOf('12', null) // null
 */
export function durationOf(value: unknown, unit: number | null): number | null {
  const number = numberOf(value);
  if (number !== null) return unit === null || number < 0 ? null : number * unit;
  if (typeof value !== 'string') return null;
  const parts = [...value.matchAll(/([\d.]+)\s?([a-zµ]+)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== value) return null;
  const sizes = parts.map(([, amount, name = '']) => Number(amount) * (microsecondsOf.get(name) ?? Number.NaN));
  const sum = sizes.reduce((total, size) => total + size, 0);
  return Number.isFinite(sum) ? sum : null;
}
