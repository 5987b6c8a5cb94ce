import type { PairCounts } from '../tally/cells.ts';

const pageLength = 60;
const pagesOfFirst = 2 ** 27;
/** Pages that are kept: about 35 MB. A month of per-second counts and 2,000 routes with a request in each hour of it are fewer. */
const mostPages = 100_000;

/** Counts by two whole numbers of which the second runs on, for example routes and minutes: 60 of them to a page. */
export class PagedCounts implements PairCounts {
  readonly #pages = new Map<number, Uint32Array>();
  #last: { key: number; page: Uint32Array } = { key: -1, page: new Uint32Array(pageLength) };
  /** More was counted than is kept: no number of this is to be trusted. */
  isFull = false;

  add(first: number, second: number, amount: number): void {
    const number = Math.floor(second / pageLength);
    const page = this.#page(first * pagesOfFirst + number);
    if (page !== null) (page[second - number * pageLength] as number) += amount;
  }

  forEach(visit: (first: number, second: number, count: number) => void): void {
    for (const [key, page] of this.#pages) {
      const first = Math.floor(key / pagesOfFirst);
      const start = (key - first * pagesOfFirst) * pageLength;
      // Looked at for every second of a window several times: an iterator would make a pair for each.
      for (let index = 0; index < pageLength; index += 1) {
        const count = page[index] as number;
        if (count > 0) visit(first, start + index, count);
      }
    }
  }

  clear(): void {
    this.#pages.clear();
    this.#last = { key: -1, page: new Uint32Array(pageLength) };
    this.isFull = false;
  }

  #page(key: number): Uint32Array | null {
    if (key === this.#last.key) return this.#last.page;
    let page = this.#pages.get(key);
    if (page === undefined) {
      this.isFull ||= this.#pages.size >= mostPages;
      if (this.isFull) return null;
      page = new Uint32Array(pageLength);
      this.#pages.set(key, page);
    }
    this.#last = { key, page };
    return page;
  }
}
