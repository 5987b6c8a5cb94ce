import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configurationReader } from '../../src/config/read-configuration-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-config-'));
const root = join(folder, 'repository');
const read = configurationReader(root);

beforeAll(() => {
  mkdirSync(join(root, 'sub'), { recursive: true });
  writeFileSync(join(root, 'good.yml'), '\uFEFFversion: 1\n');
  writeFileSync(join(folder, 'outside.yml'), 'secret: 1\n');
  writeFileSync(join(root, 'latin1.yml'), Buffer.from([0x61, 0xe9]));
  writeFileSync(join(root, 'large.yml'), '');
  truncateSync(join(root, 'large.yml'), 5e6);
  symlinkSync('good.yml', join(root, 'inside.yml'));
  symlinkSync('../outside.yml', join(root, 'escape.yml'));
  symlinkSync('..', join(root, 'up'));
  execFileSync('mkfifo', [join(root, 'pipe.yml')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the reader of configuration files', () => {
  it.each(['good.yml', 'inside.yml', join(root, 'good.yml')])('reads %s', async (file) => {
    expect(await read(file)).toBe('version: 1\n');
  });
  it('reads a file outside the root that is named as such, as an operator may do', async () => {
    expect(await read('../outside.yml')).toBe('secret: 1\n');
  });
  it.each([
    { file: 'escape.yml', message: 'the link leads out of the repository' },
    { file: 'up/outside.yml', message: 'the link leads out of the repository' },
    { file: 'pipe.yml', message: 'not a regular file' },
    { file: 'sub', message: 'not a regular file' },
    { file: 'large.yml', message: 'the file has 5000000 bytes' },
    { file: 'latin1.yml', message: /encoded data was not valid/ },
    { file: 'none.yml', message: /ENOENT/ },
  ])('refuses $file', async ({ file, message }) => {
    await expect(read(file)).rejects.toThrow(message);
  });
});
