import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../model/usage-error.ts';
import { kindOf } from './why-unwritable.ts';

/**
 * Writes a file whole or not at all: to a neighbour first, which then takes the file's name. Makes the folder where it is missing.
 * What is no file, such as /dev/null or a pipe, is written to as it is: a file in its place would end it.
 *
 * @throws UsageError that names the file, the original in `cause`
 */
export async function writeFileWhole(file: string, text: string): Promise<void> {
  const isDevice = (await kindOf(file)) === 'device';
  const draft = isDevice ? file : `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, text);
    if (!isDevice) await rename(draft, file);
  } catch (cause) {
    // Where the folder is none, removing fails as well, for the reason that is told already.
    if (!isDevice) await rm(draft, { force: true }).catch(() => {});
    throw new UsageError('invalid-option', `${file} could not be written: ${(cause as Error).message}`, { cause });
  }
}
