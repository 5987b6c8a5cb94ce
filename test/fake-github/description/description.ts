import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

/** A part of GitHub's OpenAPI description (3.0), as far as the fake looks at it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly minLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

/** One thing that GitHub's API can be asked for. */
export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly parameters: readonly Parameter[];
  readonly requestBody: (Content & { readonly required?: boolean }) | undefined;
  readonly responses: Readonly<Record<string, Content>>;
}

type Tree = Record<string, unknown>;

/** GitHub describes some fields as nullable without a type, which says nothing to a validator. */
function withoutBareNullable(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutBareNullable);
  if (typeof part !== 'object' || part === null) return part;
  const { nullable, ...rest } = part as Tree;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, withoutBareNullable(value)]));
  if (nullable !== true) return inner;
  // Written as JSON Schema knows it; `enum` would otherwise refuse null.
  return { anyOf: [{ type: 'null' }, inner] };
}

const document = withoutBareNullable(JSON.parse(readFileSync(join(import.meta.dirname, 'github.json'), 'utf8'))) as {
  paths: Record<string, Record<string, Tree>>;
  components: Tree;
};

/** What a reference stands for; GitHub’s description is taken to be as the types below say. */
function resolve(part: unknown): Schema & Parameter & Content {
  const reference = (part as Schema | undefined)?.$ref;
  if (reference === undefined) return part as Schema & Parameter & Content;
  const found = reference
    .split('/')
    .slice(1)
    .reduce((tree: unknown, step) => (tree as Tree)[step], document);
  return resolve(found);
}

/** `{path}` of the contents holds slashes; no other parameter does. */
function patternOf(path: string): RegExp {
  const source = path
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) return part.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
      return `(?<${name}>${name === 'path' || name === 'ref' ? '.+' : '[^/]+'})`;
    })
    .join('');
  return new RegExp(`^${source}$`);
}

/** Every operation of the cut. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    operationId: String(operation['operationId']),
    method: method.toUpperCase(),
    path,
    pattern: patternOf(path),
    parameters: ((operation['parameters'] ?? []) as unknown[]).map((one) => resolve(one)),
    requestBody: operation['requestBody'] === undefined ? undefined : resolve(operation['requestBody']),
    responses: Object.fromEntries(
      Object.entries(operation['responses'] as Tree).map(([status, response]) => [status, resolve(response)]),
    ),
  })),
);

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, coerceTypes: false });
ajv.addSchema({ $id: 'github', components: document.components });

const compiled = new Map<Schema, ValidateFunction>();

function inDocument(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(inDocument);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? `github${value}` : inDocument(value),
    ]),
  );
}

/** What a value has against a schema of the description; empty where it fits. */
export function violationsOf(schema: Schema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(inDocument(schema) as object);
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .map(({ instancePath, message }) => `${instancePath || 'the whole'} ${message}`)
    .slice(0, 5);
}

/** The properties that a schema names, over its parts. */
export function propertiesOf(schema: Schema): ReadonlySet<string> {
  const { properties = {}, allOf = [], oneOf = [], anyOf = [] } = resolve(schema);
  return new Set([
    ...Object.keys(properties),
    ...[...allOf, ...oneOf, ...anyOf].flatMap((part) => [...propertiesOf(part)]),
  ]);
}

const texts: Readonly<Record<string, string>> = {
  'date-time': '2026-11-21T12:00:00Z',
  uri: 'https://api.github.com/fake',
  email: 'octo@example.com',
};

/** The smallest value that fits a schema: what GitHub always sends, and nothing else. */
export function sampleOf(schema: Schema): unknown {
  const given = resolve(schema);
  if (given.enum !== undefined) return given.enum[0];
  const [first] = given.oneOf ?? given.anyOf ?? [];
  if (first !== undefined) return sampleOf(first);
  if (given.allOf !== undefined) return Object.assign({}, ...given.allOf.map(sampleOf));
  switch (given.type) {
    case 'null':
      return null;
    case 'array':
      return [];
    case 'string':
      return texts[given.format ?? ''] ?? 'text'.padEnd(given.minLength ?? 0, 't');
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return false;
    default:
      return Object.fromEntries((given.required ?? []).map((name) => [name, sampleOf(given.properties?.[name] ?? {})]));
  }
}

/** The parts of a schema that describe an object, or the items of a list; of several choices the first that does. */
function partsOf(schema: Schema): {
  properties: Readonly<Record<string, Schema>>;
  required: readonly string[];
  items: Schema;
} {
  const { properties = {}, required = [], items = {}, allOf = [], oneOf = [], anyOf = [] } = resolve(schema);
  const choice = [...oneOf, ...anyOf]
    .map(partsOf)
    .find((one) => Object.keys(one.properties).length > 0 || Object.keys(one.items).length > 0);
  const all = [...allOf.map(partsOf), ...(choice === undefined ? [] : [choice])];
  return {
    properties: Object.assign({}, ...all.map((one) => one.properties), properties),
    required: [...all.flatMap((one) => one.required), ...required],
    items: Object.assign({}, ...all.map((one) => one.items), items),
  };
}

/** Completes what is given to an answer that fits the schema: what GitHub always sends besides stands there too. */
export function completed(schema: Schema, given: unknown): unknown {
  const { properties, required, items } = partsOf(schema);
  if (Array.isArray(given)) return given.map((item) => completed(items, item));
  if (typeof given !== 'object' || given === null) return given;
  const always = required.map((name) => [name, sampleOf(properties[name] ?? {})]);
  const own = Object.entries(given).map(([name, value]) => [name, completed(properties[name] ?? {}, value)]);
  return { ...Object.fromEntries(always), ...Object.fromEntries(own) };
}

/** The JSON schema of a request’s or an answer’s body. */
export function bodySchema(content: Content | undefined): Schema | undefined {
  return content?.content?.['application/json']?.schema;
}
