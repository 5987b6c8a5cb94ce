import { jitterOf } from './jitter-of.ts';
import type { Schedule } from './schedule.ts';
import { slotsBetween } from './slots-between.ts';

/** The one slot that is run now, and what came before it in vain. */
export interface DueSlot {
  /** Milliseconds since 1970, without jitter. */
  readonly slot: number;
  /** Earlier slots that nobody ran; this one makes up for them. */
  readonly missed: number;
  /** Milliseconds since the slot should have begun, jitter included. */
  readonly lateness: number;
}

export interface Asked {
  readonly repository: string;
  readonly schedules: readonly Schedule[];
  /** Everything up to this slot is settled. Milliseconds since 1970. */
  readonly settled: number;
  readonly now: number;
}

/** What is older is forgotten: nobody waits for it, and a minutely schedule would have ten thousand of them. */
const longestMemory = 7 * 86_400_000;

/**
 * The newest slot that is due; all missed ones are made up by it at once. Null where none is due.
 *
 * Neither a clock that jumps over slots nor a bot that was away runs one of them twice.
 */
export function findDue({ repository, schedules, settled, now }: Asked): DueSlot | null {
  const from = Math.max(settled, now - longestMemory);
  const due = new Map<number, number>();
  for (const schedule of schedules) {
    for (const slot of slotsBetween(schedule, from, now)) {
      const begins = slot + jitterOf(repository, slot, schedule.jitterSeconds);
      if (begins <= now) due.set(slot, Math.min(begins, due.get(slot) ?? Number.POSITIVE_INFINITY));
    }
  }
  const slot = Math.max(...due.keys());
  const begins = due.get(slot);
  return begins === undefined ? null : { slot, missed: due.size - 1, lateness: now - begins };
}
