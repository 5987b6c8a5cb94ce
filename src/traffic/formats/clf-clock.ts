import type { LogLine } from './log-line.ts';

const dayLength = 11;
const zoneLength = 5;
const [earliestYear, latestYear] = [1990, 2099];
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Two digits as a number; above 99 where they are none. */
function twoDigits(bytes: Buffer, at: number): number {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens >>> 0 > 9 || ones >>> 0 > 9 ? 1000 : tens * 10 + ones;
}

function isSame(bytes: Buffer, at: number, remembered: Buffer): boolean {
  for (let index = 0; index < remembered.length; index += 1) if (bytes[at + index] !== remembered[index]) return false;
  return true;
}

/** Milliseconds since 1970 of the midnight that starts `10/Oct/2026` in a zone; NaN where it is no date. */
function midnight(day: string, zoneMinutes: number): number {
  const [, date, name, year] = /^(\d\d)\/([A-Z][a-z][a-z])\/(\d{4})$/.exec(day) ?? [];
  const month = monthNames.indexOf(name ?? '');
  const at = Date.UTC(Number(year), month, Number(date));
  if (month === -1 || new Date(at).getUTCDate() !== Number(date)) return Number.NaN;
  // `Date.UTC` takes the year 1 for 1901.
  if (Number(year) < earliestYear || Number(year) > latestYear) return Number.NaN;
  return at - zoneMinutes * 60_000;
}

function zoneMinutes(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Reads times like `10/Oct/2026:13:55:36 -0700`; a day and a zone are worked out once and then only compared. */
export class ClfClock {
  readonly #day = Buffer.alloc(dayLength);
  readonly #zone = Buffer.alloc(zoneLength);
  #midnight = Number.NaN;
  #zoneMinutes = Number.NaN;

  /** Sets time and zone of a line from the 26 bytes at a place; false where they are no time. */
  read(line: LogLine, at: number): boolean {
    const { bytes } = line.source;
    if (at + 26 > bytes.length) return false;
    const seconds = this.#secondsOfDay(bytes, at + dayLength + 1);
    if (seconds < 0 || bytes[at + dayLength] !== 58 || bytes[at + 20] !== 32) return false;
    if (!isSame(bytes, at, this.#day) || !isSame(bytes, at + 21, this.#zone)) this.#learn(bytes, at);
    line.time = this.#midnight + seconds * 1000;
    line.zone = this.#zoneMinutes;
    return !Number.isNaN(this.#midnight);
  }

  #secondsOfDay(bytes: Buffer, at: number): number {
    const hours = twoDigits(bytes, at);
    const minutes = twoDigits(bytes, at + 3);
    const seconds = twoDigits(bytes, at + 6);
    if (bytes[at + 2] !== 58 || bytes[at + 5] !== 58) return -1;
    // 60 is a leap second
    return hours < 24 && minutes < 60 && seconds < 61 ? hours * 3600 + minutes * 60 + seconds : -1;
  }

  #learn(bytes: Buffer, at: number): void {
    bytes.copy(this.#day, 0, at, at + dayLength);
    bytes.copy(this.#zone, 0, at + 21, at + 26);
    this.#zoneMinutes = zoneMinutes(this.#zone.toString('latin1'));
    this.#midnight = midnight(this.#day.toString('latin1'), this.#zoneMinutes);
  }
}
