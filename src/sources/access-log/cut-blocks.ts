import { blockSize, longestLine } from './block.ts';

const newline = 0x0a;

/**
 * Cuts a stream into pieces of whole lines, exactly where a file of the same content would be cut.
 *
 * Of a line that is longer than any request only the start is kept.
 */
export async function* cutBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const cutter = new Cutter();
  try {
    for await (const chunk of chunks) yield* cutter.push(chunk);
  } catch (error) {
    // What came before the stream broke off counts.
    yield* cutter.rest();
    throw error;
  }
  yield* cutter.rest();
}

class Cutter {
  #pieces: Buffer[] = [];
  #kept = 0;
  /** Bytes until the boundary; below 0 in the line that reaches over it. */
  #left = blockSize;

  *push(chunk: Buffer): Generator<Uint8Array<ArrayBuffer>> {
    let rest = chunk;
    // A line that ends right at the boundary does not reach over it.
    while (rest.length > 0) {
      const end = rest.indexOf(newline, Math.max(this.#left - 1, 0));
      if (end === -1 || this.#left > rest.length) {
        this.#keep(rest);
        return;
      }
      this.#keep(rest.subarray(0, end + 1));
      rest = rest.subarray(end + 1);
      yield this.#take();
    }
  }

  *rest(): Generator<Uint8Array<ArrayBuffer>> {
    if (this.#kept > 0) yield this.#take();
  }

  #keep(piece: Buffer): void {
    // Far behind the boundary the one line there is too long whatever follows; only its newline is needed.
    const room = Math.max(this.#left + 2 * longestLine, 0);
    this.#add(piece.subarray(0, room));
    if (piece.length > room && piece.at(-1) === newline) this.#add(piece.subarray(-1));
    this.#left -= piece.length;
  }

  #add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#kept += piece.length;
  }

  #take(): Uint8Array<ArrayBuffer> {
    const block = new Uint8Array(this.#kept);
    let at = 0;
    for (const piece of this.#pieces) {
      block.set(piece, at);
      at += piece.length;
    }
    // The block ends behind the boundary; the next boundary does not move.
    while (this.#left <= 0) this.#left += blockSize;
    this.#pieces = [];
    this.#kept = 0;
    return block;
  }
}
