import { detectFormat } from '../../traffic/formats/detect.ts';
import type { FormatChoice, NamedFormat } from '../../traffic/formats/log-format.ts';
import { formatOf } from '../../traffic/formats/registry.ts';
import { type Block, blockSize } from './block.ts';
import { cutBlocks } from './cut-blocks.ts';
import { looksLikeHar, unfoldHar } from './har-document.ts';
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

async function* ranges(path: string, { size }: Input, block: Pick<Block, 'file' | 'choice'>): AsyncGenerator<Block> {
  const isSequential = formatOf(block.choice.name).isSequential === true;
  const step = isSequential ? Math.max(size, 1) : blockSize;
  for (let start = 0; start < size; start += step)
    yield { ...block, from: { kind: 'range', path, start, end: Math.min(start + step, size) } };
}

async function* pieces(chunks: AsyncIterable<Buffer>, block: Pick<Block, 'file' | 'choice'>): AsyncGenerator<Block> {
  for await (const bytes of cutBlocks(chunks)) yield { ...block, from: { kind: 'bytes', bytes } };
}

/**
 * Opens a log: finds out how it is stored, and which format it has where that was not said.
 *
 * @param file its number in the order of reading
 */
export async function openLog(input: Input, file: number, format: NamedFormat | null): Promise<OpenedLog> {
  const { storage, chunks } = await openContent(input);
  const { first, chunks: all } = await withFirstBytes(chunks, headSize);
  const head = headLines(first);
  if (looksLikeHar(head)) {
    const choice = { name: 'har', pattern: null, head: '' };
    return { choice, blocks: pieces(unfoldHar(all), { file, choice }) };
  }
  const choice = format === null ? detectFormat(head) : { ...format, head };
  const block = { file, choice };
  if (storage !== 'plain' || input.path === null || input.isPipe) return { choice, blocks: pieces(all, block) };
  await all[Symbol.asyncIterator]().return?.();
  return { choice, blocks: ranges(input.path, input, block) };
}
