import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { k6Driver } from './run-k6.ts';

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Writes a program called k6 into a folder, which is returned for PATH: the driver, or what a test needs of k6’s contract. */
export function k6OnPath(folder: string, body = `exec ${quoted(process.execPath)} ${quoted(k6Driver)} "$@"`): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'k6'), `#!/bin/sh\n${body}\n`);
  chmodSync(join(bin, 'k6'), 0o755);
  return bin;
}
