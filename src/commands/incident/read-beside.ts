import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../model/usage-error.ts';

/**
 * Reads a file of the folder of incidents; null where there is none.
 *
 * @throws UsageError where it is there and cannot be read
 */
export async function readBeside(folder: string, path: string): Promise<string | null> {
  try {
    return await readFile(join(folder, path), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new UsageError('invalid-incident', `${join(folder, path)} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}
