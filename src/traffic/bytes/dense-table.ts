import { PairTable } from './pair-table.ts';

/** Rows of a table that are kept one number beside the other; further ones are looked up. */
const mostRows = 64;

/**
 * Counts by two whole numbers of which both are mostly small, for example requests by route and status.
 *
 * A count has its own place, so that adding is one access; numbers out of the rows' reach go to a table of pairs.
 */
export class DenseTable {
  readonly #width: number;
  readonly #others = new PairTable();
  #counts: Float64Array<ArrayBuffer>;
  /** Rows that may hold something. */
  #rows = 0;

  /** @param width second numbers below it have their own place */
  constructor(width: number) {
    this.#width = width;
    this.#counts = new Float64Array(8 * width);
  }

  /** Adds to the count of a pair; `amount` is above 0. */
  add(first: number, second: number, amount: number): void {
    if (first < this.#rows && second < this.#width) (this.#counts[first * this.#width + second] as number) += amount;
    else this.#addElsewhere(first, second, amount);
  }

  /** Calls back with each pair and its count. */
  forEach(visit: (first: number, second: number, count: number) => void): void {
    const width = this.#width;
    const end = this.#rows * width;
    for (let at = 0; at < end; at += 1) {
      const count = this.#counts[at] as number;
      if (count > 0) visit(Math.floor(at / width), at % width, count);
    }
    this.#others.forEach(visit);
  }

  /** Forgets everything, and keeps its room. */
  clear(): void {
    this.#counts.fill(0, 0, this.#rows * this.#width);
    this.#rows = 0;
    this.#others.clear();
  }

  #addElsewhere(first: number, second: number, amount: number): void {
    if (first >= mostRows || second >= this.#width) {
      this.#others.add(first, second, amount);
      return;
    }
    this.#makeRoom(first + 1);
    this.add(first, second, amount);
  }

  #makeRoom(rows: number): void {
    this.#rows = rows;
    const wanted = rows * this.#width;
    if (wanted <= this.#counts.length) return;
    const larger = new Float64Array(Math.max(wanted, this.#counts.length * 2));
    larger.set(this.#counts);
    this.#counts = larger;
  }
}
