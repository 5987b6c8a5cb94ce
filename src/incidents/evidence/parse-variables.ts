import { z } from 'zod';

/** Variables of one environment; null: only the name is known. */
export type Variables = ReadonlyMap<string, string | null>;

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Listed = z.array(z.union([z.string(), z.looseObject({ name: z.string(), value: Scalar.optional() })]));
const Json = z.union([z.record(z.string(), Scalar), Listed]);

function textOf(value: z.infer<typeof Scalar> | undefined): string | null {
  if (value === undefined) return null;
  return value === null ? '' : String(value);
}

function fromJson(text: string): Variables | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = Json.safeParse(json);
  if (!parsed.success) return null;
  if (!Array.isArray(parsed.data))
    return new Map(Object.entries(parsed.data).map(([name, value]) => [name, textOf(value)]));
  return new Map(parsed.data.map((one) => (typeof one === 'string' ? [one, null] : [one.name, textOf(one.value)])));
}

const line = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=(.*)$/;

function unquoted(text: string): string {
  const value = text.trim();
  const quote = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(value);
  return quote?.[2] ?? value.replace(/\s+#.*$/, '');
}

/**
 * Reads the variables of an environment: lines of a .env file or of `env`, a JSON object of values, or a JSON list of names or of
 * objects with name and value, as `gh variable list --json name,value` and Kubernetes write them.
 *
 * @returns null where it is something else
 */
export function parseVariables(text: string): Variables | null {
  if (/^\s*[{[]/.test(text)) return fromJson(text);
  const lines = text.split(/\r?\n/).filter((one) => one.trim() !== '' && !one.trim().startsWith('#'));
  const matches = lines.map((one) => line.exec(one));
  if (lines.length === 0 || matches.includes(null)) return null;
  return new Map(matches.map((match) => [match?.[1] ?? '', unquoted(match?.[2] ?? '')]));
}
