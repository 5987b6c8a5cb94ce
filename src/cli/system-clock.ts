import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../model/ports.ts';

/** Longer waits are cut into pieces, for a machine that sleeps wakes up with its timers late. */
const longestPause = 60_000;

/** The machine’s own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  async until(instant, signal) {
    for (;;) {
      const left = instant.getTime() - Date.now();
      if (left <= 0 || signal.aborted) return;
      // An abort ends the wait, and is no error.
      await pause(Math.min(left, longestPause), undefined, { signal }).catch(() => {});
    }
  },
};
