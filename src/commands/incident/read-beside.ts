import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { UsageError } from '../../model/usage-error.ts';

/** A link may lead out of the folder, to what nobody meant to show or run; a pipe is never read to its end. */
async function refuseStranger(folder: string, path: string): Promise<void> {
  const [inside, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
  if (!file.startsWith(`${inside}${sep}`)) throw new Error('it is a link that leads out of the folder');
  if (!(await stat(file)).isFile()) throw new Error('it is no file');
}

/**
 * Reads a file of the folder of incidents; null where there is none.
 *
 * @throws UsageError where it is there and cannot be read
 */
export async function readBeside(folder: string, path: string): Promise<string | null> {
  try {
    await refuseStranger(folder, path);
    return await readFile(join(folder, path), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new UsageError('invalid-incident', `${join(folder, path)} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}
