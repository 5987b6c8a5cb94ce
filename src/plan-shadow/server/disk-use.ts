import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/**
 * Bytes that a folder really takes on disk; holes in sparse files count nothing, and what vanishes meanwhile neither.
 *
 * It does not yield: a shadow has thousands of files, and asking for one after the other in turn with all else takes twenty times as long.
 */
export function diskUse(folder: string): number {
  let bytes = 0;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += diskUse(path);
    else if (entry.isFile()) bytes += (lstatSync(path, { throwIfNoEntry: false })?.blocks ?? 0) * 512;
  }
  return bytes;
}
