import { z } from 'zod';
import { describeWanted } from '../../config/describe-wanted.ts';
import { nearest } from '../../model/nearest.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const longest = 80;

/** What stands at a path of a parsed file, as JSON cut to a readable length; "nothing" where nothing stands there. */
function givenAt(json: unknown, path: Path): string {
  let value = json;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return 'nothing';
    value = Reflect.get(value, step);
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/**
 * A path of a JSON file as a person writes it.
 *
 * @example formatJsonPath(['metrics', 0, 'rows']) // 'metrics[0].rows'
 */
export function formatJsonPath(path: Path): string {
  const text = path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  return text === '' ? 'the top' : text;
}

/** Every name that a schema knows, for guessing which one was meant. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own =
    'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties ?? {}) : [];
  return [...own, ...Object.values(schema).flatMap(namesIn)];
}

/** A file that was read, and the schema that it was held against. */
interface Held {
  readonly json: unknown;
  readonly schema: z.ZodType;
}

function unknownKey(path: Path, { schema }: Held): string {
  const key = String(path.at(-1));
  const meant = nearest(key, [...new Set(namesIn(z.toJSONSchema(schema, { io: 'input' })))]);
  // Known elsewhere: in another alternative of the same place, for example.
  if (meant === key) return `${formatJsonPath(path)}: does not belong beside the other keys here`;
  return `${formatJsonPath(path)}: unknown key${meant === null ? '' : `; did you mean ${meant}?`}`;
}

/** Of the alternatives of a union, the one with which least is wrong. */
function ofUnion(issue: Extract<Issue, { code: 'invalid_union' }>, path: Path, held: Held): string[] {
  const [best] = issue.errors.toSorted((one, other) => one.length - other.length);
  return best === undefined ? [] : best.flatMap((inner) => explain(inner, [...path, ...inner.path], held));
}

function explain(issue: Issue, path: Path, held: Held): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], held));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return ofUnion(issue, path, held);
  const wanted = describeWanted(issue, undefined);
  return [`${formatJsonPath(path)}: wanted ${wanted}, given ${givenAt(held.json, path)}`];
}

/** Everything that a schema finds wrong with a JSON file: for each mistake its path, what is wanted and what was given. */
export function explainMistakes(error: z.ZodError, held: Held): string[] {
  return error.issues.flatMap((issue) => explain(issue, issue.path, held));
}
