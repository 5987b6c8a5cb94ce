import { byteSource } from '../bytes/source.ts';
import type { LogLine } from './log-line.ts';

const dayLength = 11;
const zoneLength = 5;
const timeLength = 26;
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

/** Whether the 26 bytes of two times are the same: four at a time, the seconds first, because they differ most. */
function isSameTime(a: DataView, at: number, b: DataView): boolean {
  if (a.getInt32(at + 18, true) !== b.getInt32(18, true)) return false;
  for (let index = 0; index < 16; index += 4)
    if (a.getInt32(at + index, true) !== b.getInt32(index, true)) return false;
  return a.getInt32(at + 16, true) === b.getInt32(16, true) && a.getInt32(at + 22, true) === b.getInt32(22, true);
}

/** Reads times like `10/Oct/2026:13:55:36 -0700`; a second, a day and a zone are worked out once and then only compared. */
export class ClfClock {
  readonly #day = Buffer.alloc(dayLength);
  readonly #zone = Buffer.alloc(zoneLength);
  /** The time last read, as it was written. */
  readonly #last = byteSource(Buffer.alloc(timeLength));
  #lastTime = Number.NaN;
  #lastZone = Number.NaN;
  #midnight = Number.NaN;
  #zoneMinutes = Number.NaN;

  /** Sets time and zone of a line from the 26 bytes at a place; false where they are no time. */
  read(line: LogLine, at: number): boolean {
    const { bytes, view } = line.source;
    if (at + timeLength > bytes.length) return false;
    if (!isSameTime(view, at, this.#last.view)) {
      const time = this.#workOut(bytes, at);
      if (Number.isNaN(time)) return false;
      this.#lastTime = time;
      this.#lastZone = this.#zoneMinutes;
      bytes.copy(this.#last.bytes, 0, at, at + timeLength);
    }
    line.time = this.#lastTime;
    line.zone = this.#lastZone;
    return true;
  }

  /** Milliseconds since 1970; NaN where it is no time. */
  #workOut(bytes: Buffer, at: number): number {
    const seconds = this.#secondsOfDay(bytes, at + dayLength + 1);
    if (seconds < 0 || bytes[at + dayLength] !== 58 || bytes[at + 20] !== 32) return Number.NaN;
    if (!isSame(bytes, at, this.#day) || !isSame(bytes, at + 21, this.#zone)) this.#learn(bytes, at);
    return this.#midnight + seconds * 1000;
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
