import { setTimeout as sleep } from 'node:timers/promises';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { type Bell, createBell } from './bell.ts';
import { inGroups } from './in-groups.ts';
import type { Lane } from './lanes.ts';
import { Postponed } from './postponed.ts';

/** What a job in the queue says. */
export interface JobData {
  readonly deliveryId: string;
  /** What it goes on with, as `traceparent`; absent where nothing is traced. */
  readonly trace?: string;
}

/** One attempt at a job. */
export interface Attempt extends JobData {
  /** 1 for the first. */
  readonly number: number;
  /** Whether nothing is tried after this attempt. */
  readonly isLast: boolean;
}

/**
 * An attempt at a job as the queue knows it: where it was taken for dead meanwhile, and the job was given to somebody else, whatever is said
 * about this attempt counts for nothing.
 */
export type Claim = Pick<JobWithMetadata, 'id' | 'retryCount'>;

export interface Pumping {
  readonly boss: PgBoss;
  readonly lane: Lane;
  readonly concurrency: number;
  readonly run: (attempt: Attempt) => Promise<void>;
  /** Puts a job back until a time, as if it had not been tried. */
  readonly postpone: (lane: Lane, claim: Claim, until: Date) => Promise<void>;
  /** Resolves when jobs may be taken. */
  readonly quiet: () => Promise<void>;
  readonly onError: (error: Error) => void;
}

/** Takes jobs of one lane as long as it is open. */
export interface Pump {
  /** There may be something to do. */
  readonly bell: Bell;
  /** Takes no further job, and waits for those that run. */
  close(): Promise<void>;
}

/** Another replica may have left something to do without ringing here. */
const pollMilliseconds = 1000;
/** Taking one job costs as much as taking eight: those that end so shortly one after another are replaced together. */
const gatherMilliseconds = 10;
/** A third of what makes a replica count as dead. */
const heartbeatMilliseconds = 10_000;

/**
 * Notes how an attempt went, however often it takes: the database may be away, and the job would hold up those behind it.
 *
 * Where the bot stops before, the missing heartbeat brings the job back.
 */
async function noted(note: () => Promise<unknown>, onError: Pumping['onError'], closing: AbortSignal): Promise<void> {
  for (;;) {
    const failure = await note().then(
      () => null,
      (error: Error) => error,
    );
    if (failure === null) return;
    onError(failure);
    if (closing.aborted) return;
    await sleep(pollMilliseconds);
  }
}

function attemptOf({ data, retryCount, retryLimit }: JobWithMetadata<JobData>): Attempt {
  return { ...data, number: retryCount + 1, isLast: retryCount >= retryLimit };
}

/** The attempt failed, or is to be made later. */
async function putBack({ boss, lane, postpone }: Pumping, claim: Claim, error: unknown): Promise<void> {
  if (error instanceof Postponed) return postpone(lane, claim, error.until);
  await boss.fail(lane, claimOf(claim), { message: error instanceof Error ? error.message : String(error) });
}

/** Notes jobs that ended in the same moment together. */
function completer(boss: PgBoss, lane: Lane, most: number): (claim: Claim) => Promise<void> {
  return inGroups(async (claims: readonly Claim[]) => {
    await boss.complete(lane, claims.map(claimOf));
    return () => {};
  }, most);
}

/** Without what the job holds besides. */
const claimOf = ({ id, retryCount }: Claim): Claim => ({ id, retryCount });

/** Says again and again which jobs are still under way here. */
function startHeartbeat({ boss, lane, onError }: Pumping, running: () => Claim[]): NodeJS.Timeout {
  return setInterval(() => {
    const claims = running();
    if (claims.length > 0) boss.touch(lane, claims.map(claimOf)).catch(onError);
  }, heartbeatMilliseconds);
}

/**
 * Works off the jobs of a lane, so many at a time.
 *
 * (pg-boss’s own workers take one batch per polling interval, which is too slow for bursts of webhooks.)
 */
export function startPump(pumping: Pumping): Pump {
  const { boss, lane, concurrency, run, onError } = pumping;
  const bell = createBell();
  const running = new Map<Claim, Promise<void>>();
  const closing = new AbortController();

  const complete = completer(boss, lane, concurrency);
  const attempt = async (job: JobWithMetadata<JobData>) => {
    const note: () => Promise<unknown> = await run(attemptOf(job)).then(
      () => () => complete(job),
      (error: unknown) => () => putBack(pumping, job, error),
    );
    await noted(note, onError, closing.signal);
    running.delete(job);
    bell.ring();
  };
  const take = async (): Promise<number> => {
    if (running.size > 0) await sleep(gatherMilliseconds);
    await pumping.quiet();
    const free = concurrency - running.size;
    if (free === 0 || closing.signal.aborted) return 0;
    const jobs = await boss.fetch<JobData>(lane, { batchSize: free, includeMetadata: true });
    for (const job of jobs) running.set(job, attempt(job));
    return jobs.length;
  };
  const loop = async () => {
    while (!closing.signal.aborted) {
      const taken = await take().catch((error: Error) => {
        onError(error);
        return 0;
      });
      if (taken === 0) await bell.wait(pollMilliseconds);
    }
  };
  const heartbeat = startHeartbeat(pumping, () => [...running.keys()]);
  const looping = loop();
  return {
    bell,
    async close() {
      closing.abort();
      bell.ring();
      await looping;
      await Promise.all(running.values());
      clearInterval(heartbeat);
    },
  };
}
