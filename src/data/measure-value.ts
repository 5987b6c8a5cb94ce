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
  if (text.endsWith('infinity')) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (family === 'integer' || family === 'decimal') return text === '' ? Number.NaN : Number(text);
  return family === 'date' || family === 'time' ? secondsOf(text) : Number.NaN;
}

/** Times are written in UTC, for the session that read them is set to it; taken apart by place, which is quicker than a pattern. */
function secondsOf(text: string): number {
  if (text.endsWith(' BC')) return Number.NEGATIVE_INFINITY;
  const yearEnd = text.indexOf('-');
  if (yearEnd > 4) return Number.POSITIVE_INFINITY;
  const part = (from: number) => Number(text.slice(from, from + 2));
  const year = Number(text.slice(0, yearEnd));
  // JavaScript takes the years up to 99 for those of the last century.
  if (year < 100) return Number.NEGATIVE_INFINITY;
  const day = Date.UTC(year, part(5) - 1, part(8)) / second;
  return text.length === 10 ? day : day + part(11) * 3600 + part(14) * 60 + Number.parseFloat(text.slice(17));
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
