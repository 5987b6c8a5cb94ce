import { createZstdDecompress, type ZstdDecompress } from 'node:zlib';

/** Chunks of which the last one may be given back in part. */
class Unread {
  readonly #iterator: AsyncIterator<Buffer>;
  #rest: Buffer | null = null;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#iterator = chunks[Symbol.asyncIterator]();
  }

  /** Null at the end. */
  async next(): Promise<Buffer | null> {
    const rest = this.#rest;
    this.#rest = null;
    if (rest !== null) return rest;
    const next = await this.#iterator.next();
    return next.done === true ? null : next.value;
  }

  giveBack(rest: Buffer): void {
    this.#rest = rest;
  }
}

/** Hands chunks over until the frame ends in the middle of one. */
async function feed(decompress: ZstdDecompress, unread: Unread): Promise<'frame-end' | 'end'> {
  for (;;) {
    const chunk = await unread.next();
    if (chunk === null) {
      decompress.end();
      return 'end';
    }
    const before = decompress.bytesWritten;
    await new Promise<void>((resolve, reject) => {
      decompress.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
    const taken = decompress.bytesWritten - before;
    if (taken < chunk.length) {
      unread.giveBack(chunk.subarray(taken));
      return 'frame-end';
    }
  }
}

/**
 * Unpacks zstd, one frame after the other: files that were appended to, or packed by several threads, have many, and Node's
 * decompressor stops behind the first one without a word. A stream that breaks off gives what came before and then its error.
 */
export async function* unpackZstd(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unread = new Unread(chunks);
  for (let fed = 'frame-end'; fed === 'frame-end'; ) {
    const decompress = createZstdDecompress();
    const feeding = feed(decompress, unread);
    // Its error comes out of the loop below as well.
    feeding.catch((error: Error) => decompress.destroy(error));
    for await (const chunk of decompress) yield chunk as Buffer;
    fed = await feeding;
  }
}
