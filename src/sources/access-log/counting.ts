import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import type { Partial } from '../../traffic/tally/partial.ts';
import { type Block, blockSize } from './block.ts';
import { CountingWorker } from './counting-worker.ts';
import type { Input } from './inputs.ts';
import { blockCounter, type CountingSettings } from './tally-block.ts';

/** Blocks given to a worker at once, so that it finds the next one when it has counted one. */
const ahead = 2;

/** Threads where nobody says how many: more than four only wait for the disk, and a small log is read before they start. */
export function defaultWorkers(inputs: readonly Input[]): number {
  const isSmall =
    inputs.every(({ isPipe }) => !isPipe) && inputs.reduce((sum, { size }) => sum + size, 0) < 2 * blockSize;
  return isSmall ? 1 : Math.min(availableParallelism(), 4);
}

/** Counts blocks in several threads, of which this one is the first. */
export class Counting {
  /** How many blocks can be under way at once. */
  readonly width: number;
  readonly #countHere: (block: Block) => Partial;
  readonly #workers: readonly CountingWorker[];
  #isCountingHere = false;

  /** @param threads all together, from 1 on */
  constructor(threads: number, settings: CountingSettings) {
    // Hardly an object is made while lines are counted; without this V8 would let the room for young ones grow by 15 MB per thread.
    setFlagsFromString('--semi-space-growth-factor=1');
    this.#countHere = blockCounter(settings);
    this.#workers = Array.from({ length: threads - 1 }, () => new CountingWorker(settings));
    this.width = 1 + ahead * this.#workers.length;
  }

  /** Gives a block to the worker with least to do; counts it here where all have enough. */
  count(block: Block): Promise<Partial> {
    const free = this.#workers.filter(({ waiting }) => waiting < ahead).sort((a, b) => a.waiting - b.waiting);
    const [worker] = free;
    return worker === undefined || (worker.waiting > 0 && !this.#isCountingHere)
      ? this.#here(block)
      : worker.count(block);
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }

  async #here(block: Block): Promise<Partial> {
    this.#isCountingHere = true;
    // Workers are given their blocks first, and whoever waits for a timer or a signal gets its turn.
    await new Promise((resolve) => setImmediate(resolve));
    this.#isCountingHere = false;
    return this.#countHere(block);
  }
}
