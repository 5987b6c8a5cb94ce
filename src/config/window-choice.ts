import { parseDuration } from '../model/duration.ts';
import type { Window } from '../model/window.ts';

/** Servers keep hardly more, and a query over more would be refused. */
const longestDays = 90;

/** How a window is chosen: the last so many seconds, two instants, or the busiest comparable hour. */
export type WindowChoice =
  | { readonly kind: 'last'; readonly seconds: number }
  | { readonly kind: 'fixed'; readonly window: Window }
  | { readonly kind: 'busiest' };

/** With a zone: an instant without one would mean another hour on every machine. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * Parses `1h`, `2026-11-20T08:00:00Z/2026-11-20T09:00:00Z` or `busiest`.
 *
 * @throws Error that says what was given and what is wanted
 * @example parseWindowChoice('1h') // { kind: 'last', seconds: 3600 }
 */
export function parseWindowChoice(text: string): WindowChoice {
  if (text === 'busiest') return { kind: 'busiest' };
  if (!text.includes('/')) return { kind: 'last', seconds: notTooLong(parseLast(text), text) };
  const [from = '', to = '', ...rest] = text.split('/');
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (rest.length > 0 || !(start < end) || !instant.test(from) || !instant.test(to)) {
    throw new Error(
      `wanted from/to as two ISO instants, the earlier first (2026-11-20T08:00:00Z/2026-11-20T09:00:00Z), not "${text}"`,
    );
  }
  notTooLong((end - start) / 1000, text);
  return { kind: 'fixed', window: { from: new Date(start).toISOString(), to: new Date(end).toISOString() } };
}

function notTooLong(seconds: number, text: string): number {
  if (!(seconds <= longestDays * 86_400))
    throw new Error(`wanted a window of at most ${longestDays} days, not "${text}"`);
  return seconds;
}

function parseLast(text: string): number {
  try {
    return parseDuration(text);
  } catch {
    throw new Error(
      `wanted a duration (1h, at most ${longestDays} days), from/to as two ISO instants, or "busiest", not "${text}"`,
    );
  }
}
