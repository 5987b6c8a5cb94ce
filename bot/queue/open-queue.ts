import { PgBoss } from 'pg-boss';
import type { Database, Transaction } from '../store/database.ts';
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
  for (const lane of lanes) {
    await boss.createQueue(lane, { ...retries, policy: policies[lane], heartbeatSeconds, expireInSeconds: 3600 });
  }
  if (database.isExclusive) await releaseLeftovers(boss);
  const pumps: Pump[] = [];
  return {
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
      const postpone = postponer(database);
      pumps.push(
        ...lanes.map((lane) => startPump({ boss, lane, concurrency: concurrency[lane], run, postpone, onError })),
      );
    },
    async rest() {
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
 * pg-boss counts an attempt when it takes a job that was started before, and has no word for a job that was not.
 */
function postponer(database: Database): Pumping['postpone'] {
  return async (lane, id, until) => {
    await database.query(
      `UPDATE ${schema}.job SET state = 'retry', started_on = NULL, heartbeat_on = NULL, start_after = $3
       WHERE name = $1 AND id = $2 AND state = 'active'`,
      [lane, id, until],
    );
  };
}

/** Nobody else can be working on what is marked as active in a store of our own: a crash left it so. */
async function releaseLeftovers(boss: PgBoss): Promise<void> {
  for (const lane of lanes) {
    const jobs = await boss.findJobs(lane);
    const active = jobs.filter(({ state }) => state === 'active').map(({ id }) => id);
    if (active.length > 0) await boss.fail(lane, active, { message: 'the bot stopped while it worked on this' });
  }
}
