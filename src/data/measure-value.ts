import type { ValueFamily } from './value-family.ts';

const second = 1000;
const largestBigint = 9223372036854775807n;

/**
 * The number that a value stands for: itself, or seconds since 1970 for dates and times.
 *
 * Years beyond 9999 and before Christ, which no JavaScript date reads, are infinite; what is no number at all is NaN.
 *
 * @example measureValue('2026-01-01 00:00:00+00', 'time') // 1767225600
 * @example measureValue('-infinity', 'date') // -Infinity
 */
export function measureValue(text: string, family: ValueFamily): number {
  const infinite = /^(-?)infinity$/i.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (family === 'integer' || family === 'decimal') return text === '' ? Number.NaN : Number(text);
  return family === 'date' || family === 'time' ? secondsOf(text) : Number.NaN;
}

/** Times are written in UTC, for the session that read them is set to it. */
function secondsOf(text: string): number {
  if (text.endsWith(' BC')) return Number.NEGATIVE_INFINITY;
  const [, year = '', rest, time = '00:00:00'] = /^(\d{4,})(-\d\d-\d\d)(?: ([\d:.]+))?(?:[+-]\d\d)?$/.exec(text) ?? [];
  if (year.length > 4) return Number.POSITIVE_INFINITY;
  return Date.parse(`${year}${rest}T${time}Z`) / second;
}

/**
 * Writes a number as a value that PostgreSQL reads for the type.
 *
 * @example writeValue(1767225600, 'date') // '2026-01-01'
 * @example writeValue(1e15, 'integer') // '1000000000000000'
 */
export function writeValue(value: number, family: ValueFamily): string {
  if (!Number.isFinite(value)) return value > 0 ? 'infinity' : '-infinity';
  if (family === 'date' || family === 'time') {
    const iso = new Date(value * second).toISOString();
    return family === 'date' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}+00`;
  }
  if (family === 'integer') return wholeNumber(value);
  // A number of JavaScript has 17 digits at most, and the steps of rounding are decimal: the rest is noise.
  return plainDecimal(Number(value.toPrecision(12)));
}

function wholeNumber(value: number): string {
  const whole = BigInt(Math.round(value));
  const limited = whole > largestBigint ? largestBigint : whole < -largestBigint ? -largestBigint : whole;
  return limited.toString();
}

function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? (Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(20)) : text;
}
