import { hashBytes } from './hash.ts';
import { type ByteSource, byteSource } from './source.ts';

/** What a table may hold; beyond it, it takes nothing more, so that hostile input cannot fill the memory. */
export interface ByteTableLimits {
  readonly entries: number;
  readonly bytes: number;
}

/** Gives equal byte strings the same small number, without making strings of them. */
export class ByteTable {
  readonly #slots: Int32Array;
  readonly #hashes: Int32Array;
  /** Where each entry's bytes end; the next one's begin there. */
  readonly #ends: Int32Array;
  #store: ByteSource;
  readonly #limits: ByteTableLimits;
  #size = 0;

  constructor(limits: ByteTableLimits) {
    this.#limits = limits;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(limits.entries * 2)));
    this.#hashes = new Int32Array(limits.entries);
    this.#ends = new Int32Array(limits.entries + 1);
    this.#store = byteSource(Buffer.alloc(Math.min(limits.bytes, 4096)));
  }

  get size(): number {
    return this.#size;
  }

  /** The number of these bytes, from 0 in the order of their first coming; −1 where the table is full. */
  intern(source: ByteSource, start: number, end: number): number {
    const hash = hashBytes(source, start, end);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = (this.#slots[slot] as number) - 1;
      if (id < 0) return this.#add(source.bytes.subarray(start, end), hash, slot);
      if (this.#hashes[id] === hash && this.#length(id) === end - start && this.#equals(id, source, start)) return id;
    }
  }

  /** The hash of an entry; the same for the same bytes in every table. */
  hashOf(id: number): number {
    return this.#hashes[id] as number;
  }

  /** The bytes of an entry; only to be read, and only until the next `intern`. */
  bytesOf(id: number): Buffer {
    return this.#store.bytes.subarray(this.#start(id), this.#ends[id + 1]);
  }

  /** Forgets everything. */
  clear(): void {
    this.#slots.fill(0);
    this.#size = 0;
  }

  #start(id: number): number {
    return this.#ends[id] as number;
  }

  #length(id: number): number {
    return (this.#ends[id + 1] as number) - this.#start(id);
  }

  #equals(id: number, source: ByteSource, from: number): boolean {
    const store = this.#store;
    const end = this.#ends[id + 1] as number;
    let mine = this.#start(id);
    let theirs = from;
    for (; mine + 8 <= end; mine += 8, theirs += 8)
      if (store.view.getBigInt64(mine, true) !== source.view.getBigInt64(theirs, true)) return false;
    for (; mine < end; mine += 1, theirs += 1) if (store.bytes[mine] !== source.bytes[theirs]) return false;
    return true;
  }

  #add(text: Buffer, hash: number, slot: number): number {
    const id = this.#size;
    const start = this.#start(id);
    if (id >= this.#limits.entries || start + text.length > this.#limits.bytes) return -1;
    this.#makeRoom(start + text.length);
    text.copy(this.#store.bytes, start);
    this.#ends[id + 1] = start + text.length;
    this.#hashes[id] = hash;
    this.#slots[slot] = id + 1;
    this.#size = id + 1;
    return id;
  }

  #makeRoom(length: number): void {
    if (length <= this.#store.bytes.length) return;
    const larger = Buffer.alloc(Math.min(this.#limits.bytes, 2 ** Math.ceil(Math.log2(length + 1))));
    this.#store.bytes.copy(larger);
    this.#store = byteSource(larger);
  }
}
