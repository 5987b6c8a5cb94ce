import { firstInstantOf, wallClock } from '../model/wall-clock.ts';
import type { CalendarFields, Schedule } from './schedule.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * The slots of a schedule after one instant, up to and including another.
 *
 * What clocks show twice in autumn is one slot, the first; what they leave out in spring is not left out.
 *
 * @param after, until milliseconds since 1970
 * @returns milliseconds since 1970, ascending, each once, without jitter
 */
export function slotsBetween({ fields, timezone }: Schedule, after: number, until: number): number[] {
  const slots = new Set<number>();
  const lastDay = startOfDay(wallClock(until, timezone).reading);
  for (let start = startOfDay(wallClock(after, timezone).reading); start <= lastDay; start += day) {
    if (!isNamed(fields, new Date(start))) continue;
    for (const wall of wallsOf(fields, start)) {
      const slot = firstInstantOf(wall, timezone);
      if (slot > after && slot <= until) slots.add(slot);
    }
  }
  return [...slots].toSorted((a, b) => a - b);
}

const startOfDay = (wall: number) => Math.floor(wall / day) * day;

function isNamed({ month, dayOfMonth, dayOfWeek }: CalendarFields, date: Date): boolean {
  return (
    month.includes(date.getUTCMonth() + 1) &&
    dayOfMonth.includes(date.getUTCDate()) &&
    dayOfWeek.includes(date.getUTCDay())
  );
}

function wallsOf(fields: CalendarFields, start: number): number[] {
  return fields.hour.flatMap((hours) => fields.minute.map((minutes) => start + hours * hour + minutes * minute));
}
