import type { z } from 'zod';
import { nearest } from '../model/nearest.ts';
import { configurationSchema, type JsonSchema } from './configuration-schema.ts';
import { describeWanted } from './describe-wanted.ts';
import { type Mistake, mistakeAt } from './mistake.ts';
import { formAt, furtherIn, keysAt } from './schema-parts.ts';
import { formatPath, type Path, partAt, placeOfKey, type Tree } from './tree.ts';

type Issue = z.core.$ZodIssue;
/** An issue at its full path, with no union left around it. */
export interface Leaf {
  readonly issue: Issue;
  readonly path: Path;
}

/** Says what the schema found wrong in a tree: one mistake per wrong key or value, with its place and the nearest valid word. */
export function explainIssues(issues: readonly Issue[], tree: Tree): Mistake[] {
  const schema = configurationSchema();
  return issues.flatMap((issue) => explainIssue({ issue, path: textPath(issue.path) }, tree, schema));
}

function textPath(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

function explainIssue(leaf: Leaf, tree: Tree, schema: JsonSchema): Mistake[] {
  const { issue, path } = leaf;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], tree, schema));
  if (issue.code === 'invalid_key') return [wrongKey(leaf, tree)];
  if (issue.code === 'invalid_union') return explainUnion(issue, { tree, schema, path });
  return [wrongValue([leaf], tree, schema)];
}

interface Around {
  readonly tree: Tree;
  readonly schema: JsonSchema;
  readonly path: Path;
}

/** Of the alternatives of a union, the one that was most likely meant: its kind fits, and least is wrong with it. */
function explainUnion(issue: Extract<Issue, { code: 'invalid_union' }>, { tree, schema, path }: Around): Mistake[] {
  const branches = issue.errors.map((issues) =>
    issues.map((inner) => ({ issue: inner, path: [...path, ...textPath(inner.path)] })),
  );
  const [best] = branches
    .filter((leaves) => !leaves.some((leaf) => isOtherKind(leaf.issue)))
    .sort((a, b) => a.length - b.length);
  if (best !== undefined) return best.flatMap((leaf) => explainIssue(leaf, tree, schema));
  return [wrongValue(branches.flat(), tree, schema)];
}

/** The value as a whole is of another kind than this alternative wants. */
function isOtherKind(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_union') return issue.errors.every((inner) => inner.some(isOtherKind));
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function unknownKey(path: Path, tree: Tree, schema: JsonSchema): Mistake {
  const key = String(path.at(-1));
  const around = path.slice(0, -1);
  const known = keysAt(schema, around);
  const suggestion = nearest(key, known) ?? furtherIn(schema, around, key);
  const holder = around.length === 0 ? 'at the top of the file' : `in ${formatPath(around)}`;
  return mistakeAt(tree, path, {
    place: placeOfKey(tree, path),
    message: `unknown key ${JSON.stringify(key.slice(0, 80))} ${holder}`,
    wanted: known.length === 0 ? 'no further key' : `one of ${known.join(', ')}`,
    suggestion,
  });
}

function wrongKey({ issue, path }: Leaf, tree: Tree): Mistake {
  const wanted = issue.code === 'invalid_key' ? issue.issues.map((inner) => inner.message).join(', ') : issue.message;
  const message = `wanted ${wanted}, not ${JSON.stringify(String(path.at(-1)).slice(0, 80))}`;
  return mistakeAt(tree, path, { place: placeOfKey(tree, path), message, wanted });
}

function wrongValue(leaves: readonly Leaf[], tree: Tree, schema: JsonSchema): Mistake {
  const path = leaves[0]?.path ?? [];
  const part = partAt(tree, path);
  const words = [...new Set(leaves.map((leaf) => describeWanted(leaf.issue, part)))].join(' or ');
  const said = leaves.length > 1 ? formAt(schema, path) : null;
  const place = part === undefined || part.kind !== 'scalar' ? placeOfKey(tree, path) : part.place;
  return mistakeAt(tree, path, { place, wanted: said ?? words, suggestion: nearestValue(leaves, part) });
}

function nearestValue(leaves: readonly Leaf[], part: Tree | undefined): string | null {
  if (part?.kind !== 'scalar' || typeof part.value !== 'string' || part.written !== null) return null;
  const values = leaves.flatMap(({ issue }) => (issue.code === 'invalid_value' ? issue.values.map(String) : []));
  return nearest(part.value, values);
}
