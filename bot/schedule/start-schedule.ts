import { schedule as every } from 'node-cron';
import type { Leader } from '../store/leader.ts';
import { type Refreshing, refreshAll } from './refresh-repositories.ts';
import { type Scheduling, startDue } from './start-due.ts';

/** What pushes do not tell, such as new installations, is looked for so often. */
const refreshMilliseconds = 6 * 3_600_000;
/** After a failure sooner, but not at once: each time asks for every repository. */
const retryMilliseconds = 5 * 60_000;

export interface Leading extends Scheduling, Refreshing {
  readonly leader: Leader;
  /** Whether it looks by itself; else only when it is told to. */
  readonly ticks: boolean;
}

/** The schedule, as long as it runs. */
export interface RunningSchedule {
  /** Looks at once for what is due, if this replica leads. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts looking for what is due, four times a minute.
 *
 * The ticks are in UTC, where clocks are never changed; the slots themselves are in the time zones of their schedules.
 */
export function startSchedule(given: Leading): RunningSchedule {
  const { leader, log, now, ticks } = given;
  let refreshAt = Number.NEGATIVE_INFINITY;
  const tick = async () => {
    if (!leader.isLeader()) return;
    await startDue(given);
    const instant = now().getTime();
    // A clock that was put back must not put the next refresh off for long.
    if (instant < refreshAt && instant > refreshAt - refreshMilliseconds) return;
    refreshAt = instant + ((await refreshAll(given)) ? refreshMilliseconds : retryMilliseconds);
  };
  let running = Promise.resolve();
  const guarded = () => {
    running = running
      .then(tick)
      .catch((error: unknown) => log.error({ err: error }, 'the schedule could not be looked at'));
    return running;
  };
  if (!ticks) return { tick: guarded, stop: () => running };
  const task = every('*/15 * * * * *', guarded, {
    timezone: 'UTC',
    noOverlap: true,
    unref: true,
    suppressMissedWarning: true,
    logger: {
      info: (message) => log.debug(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error({ err: message }, 'the schedule'),
      debug: () => {},
    },
  });
  void guarded();
  return {
    tick: guarded,
    async stop() {
      await task.destroy();
      await running;
    },
  };
}
