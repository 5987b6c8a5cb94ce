import type { JsonSchema } from './configuration-schema.ts';
import type { Path } from './tree.ts';

type Part = JsonSchema | boolean | undefined;

/** The parts of a JSON Schema that describe what may stand at a path; several where there are alternatives. */
export function schemaPartsAt(schema: JsonSchema, path: Path): JsonSchema[] {
  let parts = alternatives(schema);
  for (const step of path) parts = parts.flatMap((part) => childParts(part, step));
  return parts;
}

function alternatives(part: Part): JsonSchema[] {
  if (typeof part !== 'object') return [];
  return [part, ...(part.anyOf ?? []).flatMap(alternatives)];
}

function childParts(part: JsonSchema, step: string | number): JsonSchema[] {
  if (typeof step === 'number') return Array.isArray(part.items) ? [] : alternatives(part.items);
  const named =
    part.properties !== undefined && Object.hasOwn(part.properties, step) ? part.properties[step] : undefined;
  return alternatives(named ?? part.additionalProperties);
}

/** The keys that may stand in the map at a path; empty where any may. */
export function keysAt(schema: JsonSchema, path: Path): string[] {
  return [...new Set(schemaPartsAt(schema, path).flatMap(keysOf))];
}

function keysOf(part: JsonSchema): string[] {
  const names = typeof part.propertyNames === 'object' ? (part.propertyNames.enum ?? []) : [];
  return [...Object.keys(part.properties ?? {}), ...names.filter((name) => typeof name === 'string')];
}

/** The form of the value at a path or, where the schema names none, what is said about it; null where nothing is. */
export function formAt(schema: JsonSchema, path: Path): string | null {
  const parts = schemaPartsAt(schema, path);
  const titled = parts.find((part) => part.title !== undefined)?.title;
  return titled ?? parts.find((part) => part.description !== undefined)?.description ?? null;
}

/**
 * Where a key that is not valid at a path would be valid further in, for example `metrics.url` for `url` under
 * `production`; null where nowhere. The nearest place wins.
 */
export function furtherIn(schema: JsonSchema, path: Path, key: string): string | null {
  let level = keysAt(schema, path).map((name) => [name]);
  for (let depth = 0; depth < 3; depth += 1) {
    const found = level.find((below) => below.at(-1) === key);
    if (found !== undefined) return found.join('.');
    level = level.flatMap((below) => keysAt(schema, [...path, ...below]).map((name) => [...below, name]));
  }
  return null;
}
