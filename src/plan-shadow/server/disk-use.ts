import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes that a folder really takes on disk; holes in sparse files count nothing, and what vanishes meanwhile neither. */
export async function diskUse(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const stats = await lstat(join(entry.parentPath, entry.name)).catch(() => null);
    bytes += (stats?.blocks ?? 0) * 512;
  }
  return bytes;
}
