import { harLines } from '../../traffic/formats/json/har-entry.ts';

/** A HAR file is one JSON document, which is read as a whole. */
const largest = 512 * 2 ** 20;

/** Whether a file starts as HAR does: an object whose first key is `log`. */
export function looksLikeHar(head: string): boolean {
  return /^\uFEFF?\s*\{\s*"log"\s*:\s*\{/.test(head);
}

/** An error of the file, not of ours. */
class HarError extends Error {
  readonly code = 'HAR';
}

function parse(text: string): string {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new HarError('it is no whole JSON document', { cause });
  }
  const lines = harLines(document);
  if (lines === null) throw new HarError('it has no entries');
  return lines;
}

/**
 * Turns a HAR file into one line per entry.
 *
 * @throws HarError where it is too large, or no whole document
 */
export async function* unfoldHar(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const read: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > largest) throw new HarError(`it has more than ${largest / 2 ** 20} MB; export less of it`);
    read.push(chunk);
  }
  yield Buffer.from(parse(Buffer.concat(read).toString('utf8')));
}
