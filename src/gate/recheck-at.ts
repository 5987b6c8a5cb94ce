import type { GateReason } from '../model/gate/gate-answer.ts';

/** Evidence may come any minute. */
const soon = 60_000;
/** What ends by itself may end earlier: a lock is taken off, somebody overrides. */
const atLeastEvery = 30 * 60_000;

/** When it is worth asking again: at the last known end of what holds the release, and before that every now and then. */
export function recheckAt(reasons: readonly GateReason[], now: Date): string {
  const waits = reasons.filter(({ effect }) => effect === 'wait');
  const ends = waits.map(({ until }) => (until === null ? Number.NaN : Date.parse(until)));
  const last = Math.max(...ends);
  const pause = Number.isFinite(last) ? Math.min(Math.max(last - now.getTime(), 1000), atLeastEvery) : soon;
  return new Date(now.getTime() + pause).toISOString();
}
