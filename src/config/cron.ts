import { validateDetailed } from 'node-cron';
import type { CalendarFields } from '../schedule/schedule.ts';

const wanted = 'minute, hour, day of month, month and day of week, for example "30 4 * * 1-5"';

/**
 * Parses a cron expression of five fields.
 *
 * Both days at once is refused: cron runs when either fits, other programs when both do, and nobody remembers which.
 *
 * @throws RangeError that says what was wanted
 * @example parseCron('30 4 * * 1-5').dayOfWeek // [1, 2, 3, 4, 5]
 */
export function parseCron(text: string): CalendarFields {
  const written = text.trim().split(/\s+/);
  if (written.length !== 5) throw new RangeError(`wanted five fields: ${wanted}`);
  const { valid, errors, fields } = validateDetailed(text);
  if (!valid || fields === undefined) {
    throw new RangeError(`wanted ${wanted}; ${errors.map(({ message }) => message).join('; ') || 'not understood'}`);
  }
  const { minute, hour, dayOfMonth, month, dayOfWeek } = fields;
  const numbers = (values: readonly (number | string)[]) =>
    values.map((value) => {
      if (typeof value === 'number') return value;
      throw new RangeError(`wanted plain numbers and names, not "${value}"; ${wanted}`);
    });
  const days = { dayOfMonth: numbers(dayOfMonth), dayOfWeek: numbers(dayOfWeek) };
  if (days.dayOfMonth.length < 31 && days.dayOfWeek.length < 7) {
    throw new RangeError(
      'wanted a day of month or a day of week, not both: programs disagree whether one or both must fit; write two schedules',
    );
  }
  return { minute, hour, month, ...days };
}
