import { Worker } from 'node:worker_threads';
import type { Partial } from '../../traffic/tally/partial.ts';
import type { Block } from './block.ts';
import type { CountingSettings } from './tally-block.ts';

interface Waiting {
  readonly resolve: (partial: Partial) => void;
  readonly reject: (error: unknown) => void;
}

/** In the bundle the worker is a file of its own, beside the folder of the chunks. */
function workerFile(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './worker.ts' : '../traffic-worker.js', import.meta.url);
}

/** A thread that counts blocks, one after the other. */
export class CountingWorker {
  readonly #worker: Worker;
  #queue: Waiting[] = [];
  #failure: unknown = null;

  constructor(settings: CountingSettings) {
    this.#worker = new Worker(workerFile(), { workerData: settings });
    this.#worker.on('message', (partial: Partial) => this.#queue.shift()?.resolve(partial));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`a thread that counts lines ended with code ${code}`)));
  }

  /** Blocks that it was given and has not counted yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  count(block: Block): Promise<Partial> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      this.#queue.push({ resolve, reject });
      this.#worker.postMessage(block, block.from.kind === 'bytes' ? [block.from.bytes.buffer] : []);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    const failed = this.#queue;
    this.#queue = [];
    for (const { reject } of failed) reject(error);
  }
}
