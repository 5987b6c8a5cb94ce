import type { Evidence } from '../../model/evidence.ts';
import type { Window } from '../../model/window.ts';
import { measured } from '../measured.ts';
import type { Origin } from './origin.ts';
import type { Row } from './prometheus-answer.ts';

const hour = 3_600_000;

/** The instants at which the full hours within a window end; null where the window holds no full hour. */
export function hourEnds({ from, to }: Window): Window | null {
  const first = Math.ceil(Date.parse(from) / hour) * hour + hour;
  const last = Math.floor(Date.parse(to) / hour) * hour;
  return first > last ? null : { from: new Date(first).toISOString(), to: new Date(last).toISOString() };
}

/** Reads requests per hour into one record by the start of the hour; hours without a number are left out. */
export function arrivalsEvidence(rows: readonly Row[], origin: Origin): Evidence {
  const common = { measure: 'arrivals', scope: { route: null, slice: '' }, ...origin };
  const known = rows.filter(({ value }) => value >= 0 && value < Number.POSITIVE_INFINITY);
  if (known.length === 0) {
    return { state: 'absent', ...common, reason: 'not-a-number', message: 'no hour has a number of requests' };
  }
  const entries = Object.fromEntries(
    known.map(({ time, value }) => [new Date(time * 1000 - hour).toISOString(), value]),
  );
  return measured({ ...common, value: { kind: 'record', entries, unit: 'requests' } });
}
