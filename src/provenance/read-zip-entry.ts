import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl';

const open = promisify<Buffer, Options, ZipFile>(fromBuffer);

/** A report lies among few files; looking through very many costs seconds. */
const mostEntries = 10_000;

/**
 * Reads one file out of a zip archive, up to a size; null where the archive has none of that name.
 *
 * yauzl holds an entry to the size that its header says, so a small header cannot hide a bomb.
 *
 * @throws Error where it is no zip archive, or has very many files, or the file is larger than `limit` bytes
 */
export async function readZipEntry(archive: Buffer, name: string, limit: number): Promise<Buffer | null> {
  const zip = await open(archive, { lazyEntries: true, validateEntrySizes: true });
  if (zip.entryCount > mostEntries)
    throw new Error(`the archive has ${zip.entryCount} files; at most ${mostEntries} are read`);
  const entry = await new Promise<Entry | null>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(null));
    zip.on('entry', (found: Entry) => (found.fileName === name ? resolve(found) : zip.readEntry()));
    zip.readEntry();
  });
  if (entry === null) return null;
  if (entry.uncompressedSize > limit) {
    throw new Error(`${name} in the archive has ${entry.uncompressedSize} bytes; at most ${limit} are read`);
  }
  const stream = await promisify(
    zip.openReadStream.bind(zip) as (
      entry: Entry,
      done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
    ) => void,
  )(entry);
  return buffer(stream);
}
