const day = 86_400_000;

/** What a clock on the wall shows in a time zone: its reading as if it were UTC, in milliseconds, and the day of the week (Monday 0). */
export interface WallClock {
  readonly reading: number;
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timezone, made);
  return made;
}

/**
 * Reads the clock on the wall of a time zone at an instant (milliseconds since 1970).
 *
 * @throws RangeError for a time zone that nobody knows, or an instant that is none
 * @example wallClock(Date.UTC(2026, 6, 1, 22), 'Europe/Berlin').reading === Date.UTC(2026, 6, 2) // true
 */
export function wallClock(instant: number, timezone: string): WallClock {
  const parts = new Map(
    formatOf(timezone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? Number.NaN;
  const reading = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return { reading, weekday: (new Date(reading).getUTCDay() + 6) % 7 };
}

/** The two instants that may show a reading, by the offset of the day before and by that of the day after, and those that do. */
function instantsNear(reading: number, timezone: string): { candidates: [number, number]; shown: number[] } {
  const offset = (instant: number) => wallClock(instant, timezone).reading - instant;
  // No zone is further than a day from UTC, and none sets its clocks twice within two days.
  const candidates: [number, number] = [reading - offset(reading - day), reading - offset(reading + day)];
  return { candidates, shown: candidates.filter((instant) => wallClock(instant, timezone).reading === reading) };
}

/**
 * The instants at which the clock on the wall shows a reading: two where clocks are set back, and where they are set forward, so that
 * it is never shown, the two between which it would be.
 *
 * @example instantsOf(Date.UTC(2026, 6, 2), 'Europe/Berlin').earliest === Date.UTC(2026, 6, 1, 22) // true
 */
export function instantsOf(reading: number, timezone: string): { earliest: number; latest: number } {
  const { candidates, shown } = instantsNear(reading, timezone);
  const instants = shown.length > 0 ? shown : candidates;
  return { earliest: Math.min(...instants), latest: Math.max(...instants) };
}

/**
 * When the clocks of a time zone first show a reading.
 *
 * A time that is left out when clocks are put forward counts as it would have been without: 02:30 is the instant that is called 03:30.
 *
 * @param reading what the clocks show, as if it were UTC, in milliseconds
 * @returns milliseconds since 1970
 * @example firstInstantOf(Date.UTC(2026, 2, 29, 2, 30), 'Europe/Berlin') === Date.UTC(2026, 2, 29, 1, 30) // true
 */
export function firstInstantOf(reading: number, timezone: string): number {
  const { candidates, shown } = instantsNear(reading, timezone);
  return shown.length > 0 ? Math.min(...shown) : candidates[0];
}
