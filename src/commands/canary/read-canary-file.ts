import { CanaryFile } from '../../model/canary/canary-file.ts';
import { UsageError } from '../../model/usage-error.ts';
import { readJsonFile } from '../../sources/file/read-text-file.ts';
import { explainMistakes } from './explain-mistakes.ts';

const mostMistakes = 20;

/** What a file says it is, where that is not what is wanted. */
function otherSchema(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || !('schema' in json)) return null;
  return json.schema === 'tollgate.canary/1' ? null : JSON.stringify(json.schema).slice(0, 60);
}

/**
 * Reads a `tollgate.canary/1` file and fills in its defaults.
 *
 * @throws UsageError that names every mistake with its path, what was given and what is wanted
 */
export async function readCanaryFile(file: string): Promise<CanaryFile> {
  const read = await readJsonFile(file);
  if (!read.ok) throw new UsageError('invalid-option', `${read.message}; wanted a tollgate.canary/1 file`);
  const other = otherSchema(read.json);
  if (other !== null) {
    throw new UsageError('invalid-option', `${file} has the schema ${other}, wanted "tollgate.canary/1"`);
  }
  const parsed = CanaryFile.safeParse(read.json);
  if (parsed.success) return parsed.data;
  const mistakes = explainMistakes(parsed.error, { json: read.json, schema: CanaryFile });
  const left = mistakes.length - mostMistakes;
  const lines = [...mistakes.slice(0, mostMistakes), ...(left > 0 ? [`and ${left} more`] : [])];
  throw new UsageError(
    'invalid-option',
    `${file} is no valid tollgate.canary/1 file:\n${lines.map((line) => `  ${line}`).join('\n')}\nThe format: tollgate schema canary`,
  );
}
