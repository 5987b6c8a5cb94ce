import type { Clock } from '../../src/model/ports.ts';

/** Minutes pass as soon as somebody waits for them. */
export function hurriedClock(start = Date.now()): Clock {
  let now = start;
  return {
    now: () => new Date(now),
    until: async (instant) => {
      now = Math.max(now, instant.getTime());
    },
  };
}
