import type { z } from 'zod';
import { UsageError } from '../../model/usage-error.ts';
import { explainMistakes } from './explain-mistakes.ts';

const mostMistakes = 20;

/** A file format: what its `schema` says, its form, and the word under which `tollgate schema` prints it. */
export interface Format<Schema extends z.ZodType> {
  readonly name: string;
  readonly schema: Schema;
  readonly word: string;
}

/** What a file says it is; null where it says nothing. */
export function schemaNameOf(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || !('schema' in json)) return null;
  return typeof json.schema === 'string' ? json.schema : JSON.stringify(json.schema);
}

/**
 * Holds what a file says against its format and fills in the defaults.
 *
 * @throws UsageError that names every mistake with its path, what was given and what is wanted
 */
export function parseDescribed<Schema extends z.ZodType>(
  file: string,
  json: unknown,
  { name, schema, word }: Format<Schema>,
): z.output<Schema> {
  const given = schemaNameOf(json);
  if (given !== null && given !== name) {
    throw new UsageError(
      'invalid-option',
      `${file} has the schema ${JSON.stringify(given).slice(0, 60)}, wanted "${name}"`,
    );
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const mistakes = explainMistakes(parsed.error, { json, schema });
  const left = mistakes.length - mostMistakes;
  const lines = [...mistakes.slice(0, mostMistakes), ...(left > 0 ? [`and ${left} more`] : [])];
  throw new UsageError(
    'invalid-option',
    `${file} is no valid ${name} file:\n${lines.map((line) => `  ${line}`).join('\n')}\nThe format: tollgate schema ${word}`,
  );
}
