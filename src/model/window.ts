import { z } from 'zod';

/** An interval of time, both ends as ISO 8601 instants in UTC; `from` is before `to`. */
export const Window = z.strictObject({
  from: z.iso.datetime().describe('start of the window, ISO 8601'),
  to: z.iso.datetime().describe('end of the window, ISO 8601'),
});
export type Window = z.infer<typeof Window>;

/** Length of a window in seconds. */
export function windowSeconds(window: Window): number {
  return (Date.parse(window.to) - Date.parse(window.from)) / 1000;
}

/** The window of the same length, `seconds` earlier. */
export function earlier(window: Window, seconds: number): Window {
  const shift = (instant: string) => new Date(Date.parse(instant) - seconds * 1000).toISOString();
  return { from: shift(window.from), to: shift(window.to) };
}
