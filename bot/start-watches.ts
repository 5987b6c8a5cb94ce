import type { Logger } from 'pino';
import type { GitHub } from './events/event.ts';
import { startGateWatch } from './gate/start-gate-watch.ts';
import type { BotMetrics } from './metrics.ts';
import type { Inbox } from './queue/inbox.ts';
import { startRollbackWatch } from './rollback/start-rollback-watch.ts';
import { startSchedule } from './schedule/start-schedule.ts';
import type { Database } from './store/database.ts';
import type { Leader } from './store/leader.ts';
import { startSweeping } from './sweep/start-sweeping.ts';

/** What the looks for what is due work with. */
export interface Watched {
  readonly store: Database;
  readonly inbox: Inbox;
  readonly metrics: BotMetrics;
  readonly log: Logger;
  readonly now: () => Date;
  /** GitHub as the App, or as one of its installations. */
  readonly auth: (installation?: number) => Promise<GitHub>;
  readonly leader: Leader;
  readonly ticks: boolean;
  readonly sweepMilliseconds: number | null;
}

/** Everything that looks by itself for something to do. */
export interface Watches {
  /** Looks at once for what is due by schedules, and for rollbacks that somebody left. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** How often rollbacks are looked for that somebody left. */
const rollbackMilliseconds = 5 * 60_000;

/** Starts looking for what is due. */
export function startWatches({ sweepMilliseconds, ...watched }: Watched, onError: (error: unknown) => void): Watches {
  const { auth, ticks } = watched;
  const schedule = startSchedule(watched);
  const sweeper = startSweeping({ ...watched, github: () => auth(), everyMilliseconds: sweepMilliseconds }, onError);
  const gates = startGateWatch({ ...watched, onError });
  const rollbacks = startRollbackWatch({ ...watched, everyMilliseconds: ticks ? rollbackMilliseconds : null }, onError);
  return {
    async tick() {
      await schedule.tick();
      await rollbacks.look();
    },
    async stop() {
      await Promise.all([schedule, sweeper, gates, rollbacks].map((watch) => watch.stop()));
    },
  };
}
