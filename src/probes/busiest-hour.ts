import type { Evidence } from '../model/evidence.ts';
import type { Window } from '../model/window.ts';

const hour = 3_600_000;

/** How far back comparable hours are looked for. */
export const busiestLookbackSeconds = 28 * 86_400;

/**
 * Chooses the busiest comparable hour: the one with most requests among the hours of the same weekday (UTC).
 *
 * @param arrivals evidence `arrivals`: requests by the ISO 8601 start of their hour
 * @param now the weekday of this instant is the comparable one
 * @returns null where no hour of that weekday has requests
 */
export function busiestHour(arrivals: Evidence, now: Date): Window | null {
  if (arrivals.state !== 'present' || arrivals.value.kind !== 'record') return null;
  const comparable = Object.entries(arrivals.value.entries)
    .map(([start, requests]) => ({ start: new Date(start), requests }))
    .filter(
      ({ start, requests }) =>
        requests > 0 && start.getUTCDay() === now.getUTCDay() && start.getTime() + hour <= now.getTime(),
    );
  const [busiest] = comparable.sort((a, b) => b.requests - a.requests || b.start.getTime() - a.start.getTime());
  if (busiest === undefined) return null;
  return { from: busiest.start.toISOString(), to: new Date(busiest.start.getTime() + hour).toISOString() };
}
