import type { GateReason } from '../model/gate/gate-answer.ts';

/** Evidence may come any minute. */
const soon = 60_000;
/** What ends by itself may end earlier: a lock is taken off, somebody overrides. */
const atLeastEvery = 30 * 60_000;

/**
 * When it is worth asking again: at the last known end of what holds the release, and before that every now and then; where evidence is
 * missing, every minute and when the patience ends.
 *
 * @param patienceEnd milliseconds since 1970
 */
export function recheckAt(reasons: readonly GateReason[], now: Date, patienceEnd: number): string {
  const waits = reasons.filter(({ effect }) => effect === 'wait');
  const ends = waits.map(({ until }) => (until === null ? Number.NaN : Date.parse(until)));
  const last = Math.max(...ends);
  const known = Number.isFinite(last);
  const left = (known ? last : patienceEnd) - now.getTime();
  const pause = Math.min(Math.max(Number.isFinite(left) ? left : soon, 1000), known ? atLeastEvery : soon);
  return new Date(now.getTime() + pause).toISOString();
}
