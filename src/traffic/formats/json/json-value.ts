/** A JSON object, of which nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Paths are the few that formats name; each is taken apart once. */
const keysOf = new Map<string, readonly string[]>();

function keysIn(path: string): readonly string[] {
  const known = keysOf.get(path);
  if (known !== undefined) return known;
  const keys = path.split('.');
  keysOf.set(path, keys);
  return keys;
}

function at(object: JsonObject, path: string): unknown {
  if (Object.hasOwn(object, path)) return object[path];
  const keys = keysIn(path);
  if (keys.length === 1) return undefined;
  let value: unknown = object;
  for (const key of keys) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/**
 * The first value that is there, under keys that may be nested (`http.request.method`) or written with their dots.
 *
 * @example valueAt({ a: { b: 1 } }, 'x', 'a.b') // 1
 */
export function valueAt(object: JsonObject, ...paths: readonly string[]): unknown {
  for (const path of paths) {
    const value = at(object, path);
    if (value !== undefined && value !== null && value !== '' && value !== '-') return value;
  }
  return undefined;
}

/** The same as text; of a list (headers) its first entry. Null where there is none. */
export function textAt(object: JsonObject, ...paths: readonly string[]): string | null {
  const value = valueAt(object, ...paths);
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : typeof first === 'number' ? String(first) : null;
}
