import { expect, it } from 'vitest';
import { readZipEntry } from '../../src/provenance/read-zip-entry.ts';
import { zipOf } from '../fixtures/zip.ts';

const name = 'report.json';
const content = Buffer.from('{"decision":"pass"}');
const limit = 1000;
/** The archive with one of its bytes changed, in both of its headers. */
function changed(archive: Buffer, [local, central]: readonly [number, number], value: number): Buffer {
  const copy = Buffer.from(archive);
  copy[local] = value;
  copy[copy.indexOf('PK\x01\x02', 0, 'latin1') + central] = value;
  return copy;
}
const read = (archive: Buffer) =>
  readZipEntry(archive, name, limit).then(
    (found) => found?.toString() ?? 'none',
    (error: unknown) => (error instanceof Error ? 'refused' : 'odd'),
  );

it('reads the file that is named', async () => {
  expect(await read(zipOf(name, content))).toBe(content.toString());
});

it.each([
  { case: 'another file', archive: zipOf('other.json', content), expected: 'none' },
  { case: 'a path that climbs', archive: zipOf(`../${name}`, content), expected: 'refused' },
  { case: 'an absolute path', archive: zipOf(`/${name}`, content), expected: 'refused' },
  { case: 'a path of Windows', archive: zipOf(`..\\${name}`, content), expected: 'refused' },
  { case: 'a size that is too large', archive: zipOf(name, content, 2 ** 31), expected: 'refused' },
  { case: 'a size that is too small', archive: zipOf(name, content, 3), expected: 'refused' },
  { case: 'more than the limit', archive: zipOf(name, Buffer.alloc(limit + 1)), expected: 'refused' },
  { case: 'an encrypted file', archive: changed(zipOf(name, content), [6, 8], 1), expected: 'refused' },
  { case: 'an unknown way of packing', archive: changed(zipOf(name, content), [8, 10], 99), expected: 'refused' },
  { case: 'an archive cut off', archive: zipOf(name, content).subarray(0, 60), expected: 'refused' },
  { case: 'nothing', archive: Buffer.alloc(0), expected: 'refused' },
])('takes nothing from $case', async ({ archive, expected }) => {
  expect(await read(archive)).toBe(expected);
});
