import { detectFormat } from '../../traffic/formats/detect.ts';
import type { FormatChoice } from '../../traffic/formats/log-format.ts';
import type { Block } from './block.ts';
import { blockSize } from './block.ts';
import { cutBlocks } from './cut-blocks.ts';
import type { Input } from './inputs.ts';
import { openContent } from './open-content.ts';
import { withFirstBytes } from './with-first-bytes.ts';

const headSize = 2 ** 16;

/** A file whose format is known, and its pieces. */
export interface OpenedLog {
  readonly choice: FormatChoice;
  readonly blocks: AsyncIterable<Block>;
}

/** Whole lines from the start of a file; all of it where it is shorter. */
function headLines(first: Buffer): string {
  const text = first.toString('utf8');
  const end = text.lastIndexOf('\n');
  return first.length < headSize || end === -1 ? text : text.slice(0, end);
}

function* ranges(path: string, { size }: Input, block: Pick<Block, 'file' | 'choice'>): Generator<Block> {
  for (let start = 0; start < size; start += blockSize)
    yield { ...block, from: { kind: 'range', path, start, end: Math.min(start + blockSize, size) } };
}

async function* inOrder<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

/**
 * Opens a log: finds out how it is stored and which format it has.
 *
 * @param file its number in the order of reading
 */
export async function openLog(input: Input, file: number): Promise<OpenedLog> {
  const { storage, chunks } = await openContent(input);
  const { first, chunks: all } = await withFirstBytes(chunks, headSize);
  const choice = detectFormat(headLines(first));
  const block = { file, choice };
  if (storage === 'plain' && input.path !== null) {
    await all[Symbol.asyncIterator]().return?.();
    return { choice, blocks: inOrder(ranges(input.path, input, block)) };
  }
  async function* pieces(): AsyncGenerator<Block> {
    for await (const bytes of cutBlocks(all)) yield { ...block, from: { kind: 'bytes', bytes } };
  }
  return { choice, blocks: pieces() };
}
