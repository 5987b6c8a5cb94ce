import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { blockSize, longestLine } from '../../src/sources/access-log/block.ts';
import { cutBlocks } from '../../src/sources/access-log/cut-blocks.ts';
import { line, logFolder, modelOf } from './model-of.ts';

const { write } = logFolder();

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function lengths(bytes: Buffer, size: number): Promise<number[]> {
  const found: number[] = [];
  for await (const block of cutBlocks(inChunks(bytes, size))) found.push(block.length);
  return found;
}

/** Lines up to the boundary of two blocks, with the given line over it. */
function around(over: string): Buffer {
  const one = line({});
  const before = one.repeat(Math.floor((blockSize - 100) / one.length));
  return Buffer.from(before + over + one.repeat(10));
}

describe('cutting a stream into blocks', () => {
  it.each([
    ['a line over the boundary', around(line({ agent: 'x'.repeat(2000) }))],
    ['a line of three megabytes over the boundary', around(`${'y'.repeat(3 * longestLine)}\n`)],
    ['no newline at all', Buffer.alloc(2 * blockSize + 5, 'z')],
    ['only newlines', Buffer.alloc(blockSize + 5, '\n')],
  ])('%s: the same pieces whatever the size of the chunks, and the same model from a file', async (name, bytes) => {
    const pieces = await lengths(bytes, 2 ** 18);
    expect(await lengths(bytes, 99_991)).toEqual(pieces);
    const plain = await modelOf([write(`${name}.log`, bytes)], { workers: 2 });
    const packed = await modelOf([write(`${name}.log.gz`, gzipSync(bytes, { level: 1 }))]);
    const { files: _, ...source } = plain.source;
    expect(packed.source).toMatchObject(source);
    expect({ ...packed, source }).toEqual({ ...plain, source });
  });

  it('ends a block right behind a newline that is its last byte', async () => {
    const whole = Buffer.alloc(blockSize, 'a');
    whole[blockSize - 1] = 10;
    expect(await lengths(Buffer.concat([whole, Buffer.from('b\n')]), 2 ** 16)).toEqual([blockSize, 2]);
  });
});

describe('packed files that are broken', () => {
  it('give what came before, and say so', async () => {
    const packed = gzipSync(line({}).repeat(50_000));
    const model = await modelOf([write('broken.gz', packed.subarray(0, packed.length - 500))]);
    expect(model.source.parsed).toBeGreaterThan(10_000);
    expect(model.remarks.join()).toContain('broken.gz: could not be read to its end: unexpected end of file');
  });
});
