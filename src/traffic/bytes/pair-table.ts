import { mixBits } from './hash.ts';

const stride = 3;

/** Counts by two whole numbers, for example requests by route and minute. One flat array: no object per entry. */
export class PairTable {
  /** First, second, count; an entry whose count is 0 is free. */
  #entries: Float64Array<ArrayBuffer>;
  #mask: number;
  #size = 0;

  constructor(capacity = 1024) {
    this.#entries = new Float64Array(capacity * stride);
    this.#mask = capacity - 1;
  }

  /** Adds to the count of a pair; `amount` is above 0. */
  add(first: number, second: number, amount: number): void {
    const entries = this.#entries;
    let slot = mixBits(Math.imul(first, 0x9e3779b1) + second) & this.#mask;
    for (;;) {
      const at = slot * stride;
      if (entries[at + 2] === 0) break;
      if (entries[at] === first && entries[at + 1] === second) {
        (entries[at + 2] as number) += amount;
        return;
      }
      slot = (slot + 1) & this.#mask;
    }
    this.#insert(slot * stride, [first, second, amount]);
  }

  /** Calls back with each pair and its count, in no order that means anything. */
  forEach(visit: (first: number, second: number, count: number) => void): void {
    const entries = this.#entries;
    for (let at = 0; at < entries.length; at += stride) {
      const count = entries[at + 2] as number;
      if (count > 0) visit(entries[at] as number, entries[at + 1] as number, count);
    }
  }

  /** Forgets everything, and keeps its room. */
  clear(): void {
    this.#entries.fill(0);
    this.#size = 0;
  }

  #insert(at: number, [first, second, amount]: readonly [number, number, number]): void {
    this.#entries[at] = first;
    this.#entries[at + 1] = second;
    this.#entries[at + 2] = amount;
    this.#size += 1;
    if (this.#size * 2 > this.#mask) this.#grow();
  }

  #grow(): void {
    const before = this.#entries;
    this.#entries = new Float64Array(before.length * 2);
    this.#mask = this.#mask * 2 + 1;
    this.#size = 0;
    for (let at = 0; at < before.length; at += stride)
      if ((before[at + 2] as number) > 0)
        this.add(before[at] as number, before[at + 1] as number, before[at + 2] as number);
  }
}

/** Every entry of a table as first, second, count, first, … */
export function packPairs(table: Pick<PairTable, 'forEach'>): Float64Array<ArrayBuffer> {
  let entries = 0;
  table.forEach(() => {
    entries += 1;
  });
  const packed = new Float64Array(entries * stride);
  let at = 0;
  table.forEach((first, second, count) => {
    packed[at] = first;
    packed[at + 1] = second;
    packed[at + 2] = count;
    at += stride;
  });
  return packed;
}

/** Calls back with each entry of a table that was packed. */
export function eachPacked(packed: Float64Array, visit: (first: number, second: number, count: number) => void): void {
  for (let at = 0; at < packed.length; at += stride)
    visit(packed[at] as number, packed[at + 1] as number, packed[at + 2] as number);
}
