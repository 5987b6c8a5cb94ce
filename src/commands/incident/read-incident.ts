import { readFile, stat } from 'node:fs/promises';
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
  const text = file === '-' ? await readInput() : await readText(file);
  if (!text.includes('\0')) return parseIncidentText(text);
  throw new UsageError(
    'invalid-incident',
    `${file === '-' ? 'standard input' : file} is no text; wanted text, Markdown or JSON {title, body}`,
  );
}

async function readInput(): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin) {
    parts.push(Buffer.from(part as Uint8Array));
    size += parts.at(-1)?.length ?? 0;
    if (size > largest)
      throw new UsageError('invalid-incident', `standard input has more than ${largest} bytes, which no incident has`);
  }
  return Buffer.concat(parts).toString('utf8');
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
