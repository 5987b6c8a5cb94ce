import type { Soak } from '../../model/gate/gate-rules.ts';
import { instantsOf, wallClock } from '../../model/wall-clock.ts';

const day = 86_400_000;
/** Saturday and Sunday, counted from Monday 0. */
const weekend = 5;

/**
 * When something that began at an instant (milliseconds since 1970) has lasted as long as it must; with `business`, weekends do not count.
 *
 * @example soakedAt(Date.UTC(2026, 10, 20, 12), { seconds: 86_400, days: 'business', timezone: 'UTC' }) === Date.UTC(2026, 10, 23, 12) // true
 */
export function soakedAt(since: number, { seconds, days, timezone }: Soak): number {
  if (days === 'all' || !Number.isFinite(since)) return since + seconds * 1000;
  let cursor = since;
  let rest = seconds * 1000;
  while (rest > 0) {
    const { reading, weekday } = wallClock(cursor, timezone);
    const midnight = instantsOf(reading - (reading % day) + day, timezone).latest;
    const counted = weekday < weekend ? Math.min(rest, midnight - cursor) : 0;
    rest -= counted;
    cursor = rest > 0 ? midnight : cursor + counted;
  }
  return cursor;
}
