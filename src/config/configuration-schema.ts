import { z } from 'zod';
import { Configuration } from './schema.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * The JSON Schema (2020-12) of `.github/tollgate.yml` as it is written, with a description for every key; editors use it
 * through `# yaml-language-server: $schema=…`.
 */
export function configurationSchema(): JsonSchema {
  const schema = z.toJSONSchema(Configuration, {
    io: 'input',
    override: ({ jsonSchema }) => allowVariable(jsonSchema),
  });
  return { ...schema, title: 'Tollgate configuration', description: 'Settings of Tollgate, .github/tollgate.yml' };
}

/** Where a text must have a form (an address, a date), it may still be `${NAME}` until it is read. */
function allowVariable(schema: JsonSchema): void {
  const { format, pattern } = schema;
  if (schema.type !== 'string' || (format === undefined && pattern === undefined)) return;
  delete schema.format;
  delete schema.pattern;
  const formed = { ...(format === undefined ? {} : { format }), ...(pattern === undefined ? {} : { pattern }) };
  schema.anyOf = [formed, { pattern: '\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}' }];
}
