import type { Progress } from '../../model/ports.ts';
import type { Block } from './block.ts';
import type { Input } from './inputs.ts';

const interval = 2000;
const megabyte = 2 ** 20;

const millions = (count: number) => `${(count / 1e6).toFixed(2)} M`;

/** Says now and then how far the reading is, how fast, and how long it will take. */
export class ReadingProgress {
  readonly #say: Progress;
  readonly #total: number;
  readonly #started = performance.now();
  #said = this.#started;
  #bytes = 0;
  #lines = 0;

  constructor(inputs: readonly Input[], say: Progress) {
    this.#say = say;
    this.#total = inputs.reduce((sum, { size }) => sum + size, 0);
  }

  /** A block was counted. */
  counted({ from }: Block, lines: number): void {
    this.#lines += lines;
    this.#bytes += from.kind === 'range' ? from.end - from.start : from.bytes.length;
    const now = performance.now();
    if (now - this.#said < interval) return;
    this.#said = now;
    const seconds = (now - this.#started) / 1000;
    this.#say(`${this.#done(seconds)}, ${millions(this.#lines)} lines, ${millions(this.#lines / seconds)} lines/s`);
  }

  finish(): void {
    const seconds = (performance.now() - this.#started) / 1000;
    this.#say(`${this.#lines} lines read in ${seconds.toFixed(1)} s, ${millions(this.#lines / seconds)} lines/s`);
  }

  /** Packed files are larger inside than their size says: then nothing is foretold. */
  #done(seconds: number): string {
    const read = `${Math.round(this.#bytes / megabyte)} MB`;
    if (this.#bytes >= this.#total) return `${read} read`;
    const left = (seconds / this.#bytes) * (this.#total - this.#bytes);
    return `${read} of ${Math.round(this.#total / megabyte)} MB read, ${Math.ceil(left)} s left`;
  }
}
