import { CanaryFile } from '../../model/canary/canary-file.ts';
import { UsageError } from '../../model/usage-error.ts';
import { readJsonFile } from '../../sources/file/read-text-file.ts';
import { parseDescribed } from './parse-described.ts';

export const canaryFormat = { name: 'tollgate.canary/1', schema: CanaryFile, word: 'canary' } as const;

/**
 * Reads a `tollgate.canary/1` file and fills in its defaults.
 *
 * @throws UsageError that names every mistake with its path, what was given and what is wanted
 */
export async function readCanaryFile(file: string): Promise<CanaryFile> {
  const read = await readJsonFile(file);
  if (!read.ok) throw new UsageError('invalid-option', `${read.message}; wanted a tollgate.canary/1 file`);
  return parseDescribed(file, read.json, canaryFormat);
}
