import { closeSync, openSync, readSync } from 'node:fs';
import type { Block } from './block.ts';

const newline = 0x0a;
const tailSize = 2 ** 16;

/** Hands out the bytes of a block, whole lines only. */
export interface BlockReader {
  /** Reads into a buffer from a place in it on; 0 at the end. */
  read(into: Buffer, at: number): number;
  close(): void;
}

function bytesReader(bytes: Uint8Array): BlockReader {
  let position = 0;
  return {
    read: (into, at) => {
      const piece = bytes.subarray(position, position + into.length - at);
      into.set(piece, at);
      position += piece.length;
      return piece.length;
    },
    close: () => {},
  };
}

/** Reads the lines that start in a part of a file, the last one to its end. */
class RangeReader implements BlockReader {
  readonly #file: number;
  readonly #end: number;
  #position: number;
  #endsWithNewline = false;

  constructor({ path, start, end }: { path: string; start: number; end: number }) {
    this.#file = openSync(path, 'r');
    this.#end = end;
    this.#position = start;
    if (start > 0) this.#skipLineOfBlockBefore();
  }

  read(into: Buffer, at: number): number {
    if (this.#position >= this.#end) return this.#readTail(into, at);
    const count = readSync(
      this.#file,
      into,
      at,
      Math.min(into.length - at, this.#end - this.#position),
      this.#position,
    );
    this.#position += count;
    this.#endsWithNewline = count > 0 && into[at + count - 1] === newline;
    return count;
  }

  close(): void {
    closeSync(this.#file);
  }

  /** The rest of the last line, which reaches into the next block. */
  #readTail(into: Buffer, at: number): number {
    if (this.#endsWithNewline) return 0;
    const count = readSync(this.#file, into, at, Math.min(into.length - at, tailSize), this.#position);
    const end = into.indexOf(newline, at);
    this.#endsWithNewline = count === 0 || (end !== -1 && end < at + count);
    const taken = end !== -1 && end < at + count ? end - at + 1 : count;
    this.#position += taken;
    return taken;
  }

  #skipLineOfBlockBefore(): void {
    const buffer = Buffer.alloc(tailSize);
    this.#position -= 1;
    for (;;) {
      const count = readSync(this.#file, buffer, 0, tailSize, this.#position);
      const end = buffer.subarray(0, count).indexOf(newline);
      this.#position += end === -1 ? count : end + 1;
      if (end !== -1 || count === 0) break;
    }
    // Where that line ends behind this block, no line starts in it.
    this.#endsWithNewline = this.#position >= this.#end;
  }
}

/** Opens a block. */
export function openBlock({ from }: Block): BlockReader {
  return from.kind === 'bytes' ? bytesReader(from.bytes) : new RangeReader(from);
}
