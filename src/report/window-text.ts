import type { Window } from '../model/window.ts';

const minute = (instant: string) => instant.slice(0, 16).replace('T', ' ');

/**
 * An instant in UTC, to the minute.
 *
 * @example instantText('2026-11-21T09:14:03.000Z') // '2026-11-21 09:14 UTC'
 */
export function instantText(instant: string): string {
  return `${minute(instant)} UTC`;
}

/**
 * A window in UTC; the day is said once where both ends share it, and an instant only once.
 *
 * @example windowText({ from: '2026-11-20T18:00:00Z', to: '2026-11-20T19:00:00Z' }) // '2026-11-20 18:00 to 19:00 UTC'
 */
export function windowText({ from, to }: Window): string {
  if (from === to) return instantText(from);
  const sameDay = from.slice(0, 10) === to.slice(0, 10);
  return `${minute(from)} to ${sameDay ? minute(to).slice(11) : minute(to)} UTC`;
}
