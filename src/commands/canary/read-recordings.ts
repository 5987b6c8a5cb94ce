import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CanaryFile } from '../../model/canary/canary-file.ts';
import { PodsFile } from '../../model/canary/pods-file.ts';
import { UsageError } from '../../model/usage-error.ts';
import { readJsonFile } from '../../sources/file/read-text-file.ts';
import { parseDescribed, schemaNameOf } from './parse-described.ts';
import { canaryFormat } from './read-canary-file.ts';

/** What was recorded of a healthy service: two sides, or every pod. */
export type Recording =
  | { readonly kind: 'sides'; readonly name: string; readonly file: CanaryFile }
  | { readonly kind: 'pods'; readonly name: string; readonly file: PodsFile };

const podsFormat = { name: 'tollgate.pods/1', schema: PodsFile, word: 'pods' } as const;

async function readRecording(path: string): Promise<Recording> {
  const read = await readJsonFile(path);
  if (!read.ok) throw new UsageError('invalid-option', read.message);
  if (schemaNameOf(read.json) === podsFormat.name)
    return { kind: 'pods', name: path, file: parseDescribed(path, read.json, podsFormat) };
  return { kind: 'sides', name: path, file: parseDescribed(path, read.json, canaryFormat) };
}

async function filesIn(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => name.endsWith('.json')).sort();
    return names.map((name) => join(path, name));
  } catch (cause) {
    throw new UsageError('invalid-option', `there is no file or folder ${path}`, { cause });
  }
}

/**
 * Reads recordings of a healthy service: a `tollgate.canary/1` or `tollgate.pods/1` file, or every .json file of a folder.
 *
 * @throws UsageError where there is none, and for a file that is neither
 */
export async function readRecordings(path: string): Promise<Recording[]> {
  const files = await filesIn(path);
  if (files.length === 0)
    throw new UsageError(
      'invalid-option',
      `${path} holds no .json file; wanted tollgate.canary/1 or tollgate.pods/1 files`,
    );
  const recordings: Recording[] = [];
  for (const file of files) recordings.push(await readRecording(file));
  return recordings;
}
