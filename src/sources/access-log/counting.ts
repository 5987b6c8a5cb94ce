import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type DeclaredRoute, DeclaredRoutes } from '../../traffic/routing/declared-routes.ts';
import type { Partial } from '../../traffic/tally/partial.ts';
import { type Block, blockSize } from './block.ts';
import type { Input } from './inputs.ts';
import { tallyBlock } from './tally-block.ts';

/** Counts blocks, here or in workers. */
export interface Counting {
  /** How many blocks can be under way at once. */
  readonly width: number;
  count(block: Block): Promise<Partial>;
  close(): Promise<void>;
}

/** Workers where nobody says how many: more than four only wait for the disk, and a small log is read before they start. */
export function defaultWorkers(inputs: readonly Input[]): number {
  const isSmall =
    inputs.every(({ path }) => path !== null) && inputs.reduce((sum, { size }) => sum + size, 0) < 2 * blockSize;
  return isSmall ? 1 : Math.min(availableParallelism(), 4);
}

function countHere(routes: readonly DeclaredRoute[]): Counting {
  const declared = new DeclaredRoutes(routes);
  return {
    width: 1,
    count: async (block) => {
      // Whoever waits for a timer or a signal gets its turn.
      await new Promise((resolve) => setImmediate(resolve));
      return tallyBlock(block, declared);
    },
    close: async () => {},
  };
}

/** In the bundle the worker is a file of its own, beside the folder of the chunks. */
function workerFile(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './worker.ts' : '../traffic-worker.js', import.meta.url);
}

class WorkerCounting implements Counting {
  readonly width: number;
  readonly #idle: Worker[];
  readonly #workers: Worker[];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(workers: number, routes: readonly DeclaredRoute[]) {
    this.#workers = Array.from({ length: workers }, () => new Worker(workerFile(), { workerData: { routes } }));
    this.#idle = [...this.#workers];
    this.width = workers;
  }

  async count(block: Block): Promise<Partial> {
    const worker = this.#idle.pop() ?? (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)));
    try {
      return await askWorker(worker, block);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(worker);
      else next(worker);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function askWorker(worker: Worker, block: Block): Promise<Partial> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off('message', succeed).off('error', fail).off('exit', stop);
      act();
    };
    const succeed = (partial: Partial) => settle(() => resolve(partial));
    const fail = (error: unknown) => settle(() => reject(error));
    const stop = (code: number) =>
      settle(() => reject(new Error(`a worker that counts lines ended with code ${code}`)));
    worker.on('message', succeed).on('error', fail).on('exit', stop);
    worker.postMessage(block, block.from.kind === 'bytes' ? [block.from.bytes.buffer] : []);
  });
}

/** Starts counting with so many threads; one means this one. */
export function startCounting(workers: number, routes: readonly DeclaredRoute[]): Counting {
  return workers > 1 ? new WorkerCounting(workers, routes) : countHere(routes);
}
