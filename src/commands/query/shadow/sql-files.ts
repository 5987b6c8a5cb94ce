import { lstat, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { UsageError } from '../../../model/usage-error.ts';
import type { SqlFile } from '../../../plan-shadow/shadow/shadow.ts';
import { readTextFile } from '../../../sources/file/read-text-file.ts';

/** A file that undoes another one. */
const undoes = /(\.|_|-)(down|undo|rollback)\.sql$|^U\d[^/]*\.sql$/i;

/** What stands at a path; links are followed nowhere, because a pull request could point them anywhere. */
export async function kindOf(path: string): Promise<'file' | 'folder' | 'missing'> {
  try {
    const stats = await lstat(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'missing';
  } catch {
    return 'missing';
  }
}

async function readOne(path: string, name: string): Promise<SqlFile> {
  const read = await readTextFile(path);
  if (!read.ok) throw new UsageError('invalid-option', read.message);
  return { name, text: read.text };
}

/** Numbers in names count as numbers: migration 10 comes after 9. */
const inOrder = new Intl.Collator('en', { numeric: true });

/**
 * The SQL of a file, or of every `.sql` file below a folder, in the order of their names; what undoes a migration is left out.
 *
 * @param root what names are relative to
 * @throws UsageError where something cannot be read
 */
export async function sqlFiles(path: string, root: string): Promise<readonly SqlFile[]> {
  const kind = await kindOf(path);
  if (kind === 'missing')
    throw new UsageError('invalid-option', `${path}: no such file or folder (links are not followed)`);
  if (kind === 'file') return [await readOne(path, relative(root, path) || path)];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql') && !undoes.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((one, other) => inOrder.compare(one, other));
  return Promise.all(files.map((file) => readOne(file, relative(root, file))));
}
