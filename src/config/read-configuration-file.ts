import { readFile, realpath, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { ReadFile } from './read-layers.ts';

const largest = 1024 * 1024;

/**
 * Makes the reader of configuration files on disk, for `loadConfiguration`.
 *
 * It throws for what is no regular file, for one over 1 MB before it is read, and for a link that leads out of `root`.
 */
export function configurationReader(root: string): ReadFile {
  return async (file) => {
    const path = resolve(root, file);
    await refuseEscape(root, path);
    // Asked before it is opened: opening a pipe would wait for ever.
    const stats = await stat(path);
    if (!stats.isFile()) throw new Error('not a regular file');
    if (stats.size > largest) throw new Error(`the file has ${stats.size} bytes, wanted at most ${largest}`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  };
}

/** A path that lies in the root by its name must still lie there when its links are followed. */
async function refuseEscape(root: string, path: string): Promise<void> {
  if (leaves(resolve(root), path)) return;
  if (leaves(await realpath(root), await realpath(path))) throw new Error('the link leads out of the repository');
}

function leaves(root: string, path: string): boolean {
  return relative(root, path).split(/[\\/]/)[0] === '..';
}
