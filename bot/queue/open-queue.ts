import { PgBoss } from 'pg-boss';
import type { Database, Transaction } from '../store/database.ts';
import { buryFailed } from './bury-failed.ts';
import { createIntake, type Intake } from './intake.ts';
import { type Lane, lanes } from './lanes.ts';
import { type Attempt, type Pump, type Pumping, startPump } from './pump.ts';

/** A delivery to be worked off. */
export interface Job {
  readonly deliveryId: string;
  /** Place in the order of arrival; unique. */
  readonly sequence: bigint;
  readonly lane: Lane;
  /** Jobs of one key run one after the other, in the order in which they came (lane `work`). */
  readonly key: string;
  /** What it goes on with, as `traceparent`. */
  readonly trace: string | null;
}

export interface Queue {
  /** What is being written down: working off stands back for it, but for commands. */
  readonly intake: Intake;
  /** Adds jobs in the transaction that keeps their deliveries: both are there, or neither. */
  add(jobs: readonly Job[], transaction: Transaction): Promise<void>;
  /** The transaction is through: there is something to do. */
  ring(): void;
  /** Works off jobs until the queue is closed; an attempt that throws is made again later. */
  work(run: (attempt: Attempt) => Promise<void>): void;
  /** Takes no further job, and waits for those that run; jobs can still be added, for the next start. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** After 1 s, 2 s, 4 s … at most 10 minutes: about half an hour in all, which outlives a restart of GitHub or of a database. */
const retries = { retryLimit: 11, retryDelay: 1, retryBackoff: true, retryDelayMax: 600 };
/** A replica that says nothing for so long is dead; another takes its jobs. */
const heartbeatSeconds = 30;
/** What is done is kept with its delivery; the queue has no use for it, and is looked through often. */
const deleteAfterSeconds = 3600;
/** A job that nobody takes for so long, because nothing runs here, is still a job. */
const retentionSeconds = 90 * 86_400;
const burialMilliseconds = 10_000;
/** Nothing is put back for less, in milliseconds. */
const shortestPause = 1000;
/** So long at most work stands back each time: what never ceases to come must not starve it. */
const longestPatience = 1000;
const schema = 'queue';
const concurrency: Record<Lane, number> = { commands: 8, rollbacks: 8, work: 8, validations: 2 };
const policies: Record<Lane, string> = {
  commands: 'standard',
  rollbacks: 'standard',
  work: 'key_strict_fifo',
  validations: 'key_strict_fifo',
};

/**
 * Opens the queue in the store; several replicas may share it, and each job is worked off by one of them.
 *
 * @param onError told of what goes wrong in the background, for example while the database is away
 */
export async function openQueue(database: Database, onError: (error: Error) => void): Promise<Queue> {
  const boss = new PgBoss({
    ...database.queueOptions,
    schema,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    schedule: false,
  });
  boss.on('error', onError);
  await boss.start();
  await createLanes(boss);
  if (database.isExclusive) await releaseLeftovers(database, boss);
  const pumps: Pump[] = [];
  const intake = createIntake();
  const burial = startBurial(database, onError);
  return {
    intake,
    async add(jobs, transaction) {
      for (const [lane, own] of Map.groupBy(jobs, (job) => job.lane)) {
        const inserts = own.map(({ deliveryId, sequence, key, trace }) => ({
          id: idOf(sequence),
          data: trace === null ? { deliveryId } : { deliveryId, trace },
          singletonKey: key,
        }));
        await boss.insert(lane, inserts, { db: transaction.forQueue });
      }
    },
    ring: () => pumps.forEach(({ bell }) => bell.ring()),
    work(run) {
      burial.now();
      const postpone = postponer(database);
      pumps.push(
        ...lanes.map((lane) => {
          const quiet = lane === 'commands' ? () => Promise.resolve() : () => intake.quiet(longestPatience);
          return startPump({ boss, lane, concurrency: concurrency[lane], run, postpone, quiet, onError });
        }),
      );
    },
    async rest() {
      await burial.stop();
      await Promise.all(pumps.map((pump) => pump.close()));
    },
    close: () => boss.stop({ graceful: true, close: true, timeout: 5000 }),
  };
}

/** Jobs of one transaction have one time, and are then taken in the order of their ids. */
function idOf(sequence: bigint): string {
  const digits = sequence.toString(16).padStart(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Puts a job back until a time. It still holds up those behind it, and the attempt does not count.
 *
 * pg-boss counts an attempt when it takes a job that was started before, and has no word for a job that was not. What counts is how long from
 * now, not the instant: where this clock is behind the store’s, the job would be taken and put back without end.
 */
function postponer(database: Database): Pumping['postpone'] {
  return async (lane, { id, retryCount }, until) => {
    await database.query(
      `UPDATE ${schema}.job SET state = 'retry', started_on = NULL, heartbeat_on = NULL,
         start_after = now() + make_interval(secs => $3)
       WHERE name = $1 AND id = $2 AND state = 'active' AND retry_count = $4`,
      [lane, id, Math.max(shortestPause, until.getTime() - Date.now()) / 1000, retryCount],
    );
  };
}

/**
 * Makes the lanes, and pg-boss know them before anything is added.
 *
 * It reads what it does not know outside of the transaction that it is given, and an embedded store lets nobody else in during one: it would
 * wait for itself for ever.
 */
async function createLanes(boss: PgBoss): Promise<void> {
  for (const lane of lanes) {
    await boss.createQueue(lane, {
      ...retries,
      policy: policies[lane],
      heartbeatSeconds,
      expireInSeconds: 3600,
      deleteAfterSeconds,
      retentionSeconds,
    });
  }
  for (const lane of lanes) await boss.findJobs(lane, { id: idOf(0n) });
}

/** Nobody else can be working on what is marked as active in a store of our own: a crash left it so. */
async function releaseLeftovers(database: Database, boss: PgBoss): Promise<void> {
  for (const lane of lanes) {
    const left = `SELECT id FROM ${schema}.job WHERE name = $1 AND state = 'active'`;
    const active = (await database.query<{ id: string }>(left, [lane])).map(({ id }) => id);
    if (active.length > 0) await boss.fail(lane, active, { message: 'the bot stopped while it worked on this' });
  }
}

/** Looks again and again for deliveries that were given up without a word. */
function startBurial(database: Database, onError: (error: Error) => void) {
  const look = async () => {
    for (const { id, error } of await buryFailed(database, schema))
      onError(new Error(`delivery ${id} is given up: ${error}`));
  };
  let looking = Promise.resolve();
  const now = () => {
    looking = look().catch(onError);
  };
  const timer = setInterval(now, burialMilliseconds);
  return {
    now,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
