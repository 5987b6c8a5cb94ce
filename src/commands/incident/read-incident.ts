import { readFile, stat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { IncidentText } from '../../incidents/text/incident-text.ts';
import { parseIncidentText } from '../../incidents/text/parse-incident-text.ts';
import { UsageError } from '../../model/usage-error.ts';

const largest = 8 * 1024 * 1024;

/**
 * Reads an incident from a file, or from standard input where the file is `-`.
 *
 * @throws UsageError where it cannot be read or is no incident
 */
export async function readIncident(file: string): Promise<IncidentText> {
  if (file === '-') return parseIncidentText(await text(process.stdin));
  return parseIncidentText(await readText(file));
}

async function readText(file: string): Promise<string> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) throw new Error('not a regular file');
    if (stats.size > largest) throw new Error(`it has ${stats.size} bytes, wanted at most ${largest}`);
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw new UsageError('invalid-incident', `there is no file ${file}`, { cause });
    throw new UsageError('invalid-incident', `${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
