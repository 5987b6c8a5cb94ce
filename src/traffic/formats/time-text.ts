import type { LoggedTime } from './logged-request.ts';

const earliest = Date.UTC(1990);
const latest = Date.UTC(2100);
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function within(at: number, zone = 0): LoggedTime | null {
  return at >= earliest && at < latest ? { at, zone } : null;
}

function zoneOf(text: string): number {
  if (text === '' || text === 'Z') return 0;
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)?$/.exec(text) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** `2026-10-12T10:00:00.123+02:00`, with a space instead of the T, without a zone (taken for UTC). */
function isoTime(text: string): LoggedTime | null {
  const [, day, clock, fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  if (day === undefined) return null;
  const minutes = zoneOf(zone);
  const at = Date.parse(`${day}T${clock}Z`) + Number(`0.${fraction || '0'}`) * 1000 - minutes * 60_000;
  return within(Math.floor(at), minutes);
}

/** `12/Oct/2026:10:00:00.123 +0200`; without a zone it is taken for UTC. */
function clfTime(text: string): LoggedTime | null {
  const [, day, month = '', year, clock, fraction = '0', zone = ''] =
    /^(\d\d)\/([A-Z][a-z][a-z])\/(\d{4}):(\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?: ([+-]\d{4}))?$/.exec(text) ?? [];
  const number = monthNames.indexOf(month) + 1;
  if (day === undefined || number === 0) return null;
  const minutes = zoneOf(zone);
  const start = Date.parse(`${year}-${String(number).padStart(2, '0')}-${day}T${clock}Z`);
  return within(Math.floor(start + Number(`0.${fraction}`) * 1000) - minutes * 60_000, minutes);
}

/**
 * Reads a time as access logs write it: ISO 8601, common log format, or seconds, milliseconds, microseconds or nanoseconds since 1970.
 *
 * @returns null where it is none, or lies before 1990 or after 2099
 * @example readTime('2026-10-12T10:00:00Z') // ({ at: 1791799200000, zone: 0 })
 * @example readTime('12/Oct/2026:12:00:00 +0200') // ({ at: 1791799200000, zone: 120 })
 */
export function readTime(value: unknown): LoggedTime | null {
  if (typeof value === 'number') return epoch(value);
  if (typeof value !== 'string') return null;
  if (value !== last.text) last = { text: value, time: timeOf(value) };
  return last.time;
}

/** The text read last: many lines of a busy log have the time of the line before. */
let last: { readonly text: string; readonly time: LoggedTime | null } = { text: '', time: null };

function timeOf(value: string): LoggedTime | null {
  const text = value.trim().replace(/^\[(.*)\]$/, '$1');
  if (/^\d{9,19}(?:\.\d+)?$/.test(text)) return epoch(Number(text));
  return isoTime(text) ?? clfTime(text);
}

/** The size of the number tells its unit: seconds have ten digits in our age, milliseconds thirteen. */
function epoch(value: number): LoggedTime | null {
  for (const perMillisecond of [0.001, 1, 1000, 1_000_000]) {
    const time = within(Math.floor(value / perMillisecond));
    if (time !== null) return time;
  }
  return null;
}
