import { type Freeze, type WeekTime, weekdays } from '../../model/gate/gate-rules.ts';
import { instantsOf, wallClock } from '../../model/wall-clock.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const week = 7 * day;

const inWeek = ({ day: name, hour, minute: past }: WeekTime) =>
  weekdays.indexOf(name) * day + (hour * 60 + past) * minute;

/** Readings of the wall between which a freeze lies, as many as could hold the instant. */
function spans(freeze: Freeze, now: number): { from: number; to: number }[] {
  if (freeze.kind === 'dates') {
    return [{ from: Date.parse(`${freeze.from}Z`), to: Date.parse(`${freeze.to}Z`) }];
  }
  const { reading, weekday } = wallClock(now, freeze.timezone);
  const monday = reading - (reading % day) - weekday * day;
  const from = inWeek(freeze.from);
  const length = (inWeek(freeze.to) - from + week) % week;
  return [-week, 0].map((shift) => ({ from: monday + shift + from, to: monday + shift + from + length }));
}

/**
 * When a freeze that holds at an instant ends (milliseconds since 1970); null where it does not hold.
 *
 * Where clocks are set, the freeze is the longer of both readings. Dates that cannot be read freeze for ever.
 *
 * @example freezeEnd({ kind: 'dates', from: '2026-12-20T00:00', to: '2027-01-02T00:00', timezone: 'UTC', reason: '' }, Date.UTC(2026, 11, 24)) === Date.UTC(2027, 0, 2) // true
 */
export function freezeEnd(freeze: Freeze, now: number): number | null {
  for (const { from, to } of spans(freeze, now)) {
    if (!(Number.isFinite(from) && Number.isFinite(to))) return Number.POSITIVE_INFINITY;
    const start = instantsOf(from, freeze.timezone).earliest;
    const end = instantsOf(to, freeze.timezone).latest;
    if (start <= now && now < end) return end;
  }
  return null;
}
