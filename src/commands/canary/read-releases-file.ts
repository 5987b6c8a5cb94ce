import { formatMistakes } from '../../config/format-mistakes.ts';
import { parseTree } from '../../config/parse-tree.ts';
import { toPlain } from '../../config/tree.ts';
import { ReleasesFile } from '../../model/canary/releases-file.ts';
import { UsageError } from '../../model/usage-error.ts';
import { readTextFile } from '../../sources/file/read-text-file.ts';
import { parseDescribed } from './parse-described.ts';

const format = { name: 'tollgate.releases/1', schema: ReleasesFile, word: 'releases' } as const;

/**
 * Reads a list of labelled releases, in strict YAML 1.2 (or JSON, which is YAML as well).
 *
 * @throws UsageError that names every mistake
 */
export async function readReleasesFile(file: string): Promise<ReleasesFile> {
  const read = await readTextFile(file);
  if (!read.ok) throw new UsageError('invalid-option', `${read.message}; wanted a ${format.name} file`);
  const parsed = parseTree(file, read.text);
  if (!parsed.ok) throw new UsageError('invalid-option', formatMistakes(parsed.mistakes));
  return parseDescribed(file, toPlain(parsed.tree), format);
}
