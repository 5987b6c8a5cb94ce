import { PairTable } from './pair-table.ts';

const stride = 2;

/** Counts by two whole numbers of which the second stays the same for a while, for example requests by route and minute. */
export class RunTable {
  readonly #table = new PairTable();
  /** Of each first number: the second it came with last, and what was counted of both since. */
  #runs = new Float64Array(64 * stride);

  /** Adds to the count of a pair; `amount` is above 0. */
  add(first: number, second: number, amount: number): void {
    const runs = this.#runs;
    const at = first * stride;
    if (runs[at] === second) (runs[at + 1] as number) += amount;
    else this.#start(at, second, amount);
  }

  /** Calls back with each pair and its count, in no order that means anything. */
  forEach(visit: (first: number, second: number, count: number) => void): void {
    for (let at = 0; at < this.#runs.length; at += stride) this.#keep(at);
    this.#table.forEach(visit);
  }

  /** Forgets everything, and keeps its room. */
  clear(): void {
    this.#runs.fill(0);
    this.#table.clear();
  }

  #start(at: number, second: number, amount: number): void {
    if (at >= this.#runs.length) {
      const larger = new Float64Array(2 * (at + stride));
      larger.set(this.#runs);
      this.#runs = larger;
    }
    this.#keep(at);
    this.#runs[at] = second;
    this.#runs[at + 1] = amount;
  }

  #keep(at: number): void {
    const [second, count] = [this.#runs[at] as number, this.#runs[at + 1] as number];
    if (count > 0) this.#table.add(at / stride, second, count);
    this.#runs[at + 1] = 0;
  }
}
