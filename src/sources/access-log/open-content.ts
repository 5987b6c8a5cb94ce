import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Input } from './inputs.ts';
import { unpackZstd } from './unpack-zstd.ts';
import { withFirstBytes } from './with-first-bytes.ts';

/** How a file is stored, as its first bytes tell; its name may say anything. */
type Storage = 'plain' | 'gzip' | 'zstd';

function storageOf(start: Uint8Array): Storage {
  const [a, b, c, d] = start;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  return a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd ? 'zstd' : 'plain';
}

/** The unpacked bytes of a file. */
export interface Content {
  readonly storage: Storage;
  readonly chunks: AsyncIterable<Buffer>;
}

/** Unpacks; a stream that breaks off gives what came before and then its error. */
async function* unpacked(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decompress = createGunzip();
  const feed = (async () => {
    for await (const chunk of chunks)
      if (!decompress.write(chunk)) await new Promise((resolve) => decompress.once('drain', resolve));
    decompress.end();
  })();
  // Its error comes out of the loop below as well.
  feed.catch((error: Error) => decompress.destroy(error));
  for await (const chunk of decompress) yield chunk as Buffer;
}

const unpackers = { plain: (chunks: AsyncIterable<Buffer>) => chunks, gzip: unpacked, zstd: unpackZstd };

/** Opens a file or standard input, and unpacks gzip and zstd. */
export async function openContent({ path }: Input): Promise<Content> {
  const stream: Readable = path === null ? process.stdin : createReadStream(path, { highWaterMark: 2 ** 18 });
  const { first, chunks } = await withFirstBytes(stream as AsyncIterable<Buffer>, 4);
  const storage = storageOf(first);
  return { storage, chunks: unpackers[storage](chunks) };
}
