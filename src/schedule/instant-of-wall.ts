const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timezone, format);
  return format;
}

/**
 * What the clocks of a time zone show at an instant, as if it were UTC.
 *
 * @param instant milliseconds since 1970
 * @throws RangeError for a time zone that does not exist
 * @example wallOfInstant(Date.UTC(2026, 0, 1, 12), 'Europe/Berlin') === Date.UTC(2026, 0, 1, 13) // true
 */
export function wallOfInstant(instant: number, timezone: string): number {
  const parts = new Map(
    formatOf(timezone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/**
 * When the clocks of a time zone first show a time.
 *
 * A time that is left out when clocks are put forward counts as it would have been without: 02:30 is the instant that is called 03:30.
 *
 * @param wall what the clocks show, as if it were UTC, in milliseconds
 * @returns milliseconds since 1970
 * @example instantOfWall(Date.UTC(2026, 2, 29, 2, 30), 'Europe/Berlin') === Date.UTC(2026, 2, 29, 1, 30) // true
 */
export function instantOfWall(wall: number, timezone: string): number {
  const day = 86_400_000;
  // Clocks are changed at most once within a day on either side: one of the two offsets is right, or neither (a gap).
  const before = wallOfInstant(wall - day, timezone) - (wall - day);
  const after = wallOfInstant(wall + day, timezone) - (wall + day);
  const fitting = [wall - before, wall - after].filter((instant) => wallOfInstant(instant, timezone) === wall);
  return fitting.length === 0 ? wall - before : Math.min(...fitting);
}
