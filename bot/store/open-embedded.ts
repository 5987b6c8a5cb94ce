// Threads have no origin.
/* oxlint-disable unicorn/require-post-message-target-origin */
import { mkdirSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Database, Transaction, Values } from './database.ts';
import type { StoreAnswer, StoreCall } from './embedded-call.ts';
import { createTurns } from './take-turns.ts';

/** An error of PostgreSQL’s, with its code. */
class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: string | null;

  constructor({ message, code }: NonNullable<StoreAnswer['failure']>) {
    super(message);
    this.code = code;
  }
}

interface Thread {
  readonly call: (kind: StoreCall['kind'], text: string, values: Values) => Promise<object[]>;
  readonly close: () => Promise<void>;
}

const ended = () => new Error('the embedded store has ended');

/** One folder up, in the sources as in the bundle. */
const program = join(import.meta.dirname, `../store-worker${extname(import.meta.filename)}`);

/** Starts the thread; resolves when the store is open. */
async function startThread(folder: string, isSafe: boolean): Promise<Thread> {
  const worker = new Worker(program, { workerData: { folder, isSafe } });
  const waiting = new Map<number, PromiseWithResolvers<object[]>>();
  let last = 0;
  let phase: 'opening' | 'open' | 'closing' | 'ended' = 'opening';
  const expect = (id: number) => {
    const answer = Promise.withResolvers<object[]>();
    waiting.set(id, answer);
    return answer.promise;
  };
  const failAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', ({ id, rows, failure }: StoreAnswer) => {
    const answer = waiting.get(id);
    waiting.delete(id);
    if (failure === null) answer?.resolve(rows);
    else answer?.reject(new StoreError(failure));
  });
  worker.on('error', failAll);
  worker.on('exit', () => {
    failAll(ended());
    const isExpected = phase !== 'open';
    phase = 'ended';
    // Without its store a bot is of no use: whoever watches the process starts it again, and the store recovers.
    if (!isExpected) throw ended();
  });
  const call: Thread['call'] = (kind, text, values) => {
    if (phase === 'ended') return Promise.reject(ended());
    const id = (last += 1);
    const answer = expect(id);
    worker.postMessage({ id, kind, text, values } satisfies StoreCall);
    return answer;
  };
  await expect(0);
  phase = 'open';
  return {
    call,
    async close() {
      phase = 'closing';
      await call('close', '', []);
      await worker.terminate();
    },
  };
}

function inside({ call }: Thread): Transaction {
  return {
    query: async <Row extends object>(text: string, values: Values = []) =>
      (await call('query', text, values)) as Row[],
    forQueue: { executeSql: async (text, values = []) => ({ rows: await call('query', text, values) }) },
  };
}

async function transact<Result>(thread: Thread, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  await thread.call('query', 'BEGIN', []);
  try {
    const result = await work(inside(thread));
    await thread.call('query', 'COMMIT', []);
    return result;
  } catch (error) {
    await thread.call('query', 'ROLLBACK', []);
    throw error;
  }
}

/**
 * Opens the embedded PostgreSQL in a folder of its own, which is made where there is none; one process at a time may use it.
 *
 * It has one connection. Transactions go before single statements that wait: deliveries are kept in one, and GitHub waits for them.
 *
 * @param isSafe whether what is committed survives a power cut, and not only the end of the process
 */
export async function openEmbedded(folder: string, isSafe: boolean): Promise<Database> {
  mkdirSync(dirname(folder), { recursive: true });
  const thread = await startThread(folder, isSafe);
  const turns = createTurns();
  const single = (kind: StoreCall['kind'], text: string, values: Values = []) =>
    turns.take(() => thread.call(kind, text, values), false);
  return {
    isExclusive: true,
    queueOptions: {
      backend: 'pglite',
      db: { executeSql: async (text, values = []) => ({ rows: await single('batch', text, values) }) },
    },
    query: async <Row extends object>(text: string, values: Values = []) =>
      (await single('query', text, values)) as Row[],
    transaction: (work) => turns.take(() => transact(thread, work), true),
    close: () => turns.take(() => thread.close(), false),
  };
}
