import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Bytes that relations really take on disk, with all their segments.
 *
 * @param data the server's data folder
 * @param paths relations, relative to it
 */
export async function relationUse(data: string, paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const [folder, within] of Map.groupBy(paths, dirname)) {
    const wanted = new Set(within.map((path) => basename(path)));
    for (const file of await readdir(join(data, folder))) {
      if (!wanted.has(file.split('.')[0] ?? '')) continue;
      bytes += (await lstat(join(data, folder, file))).blocks * 512;
    }
  }
  return bytes;
}
