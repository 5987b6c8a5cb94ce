import { type Mistake, mistakeAt } from './mistake.ts';
import { looksSecret, looksSecretName } from './secret-places.ts';
import type { MapTree, Path, ScalarTree, Tree } from './tree.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Interpolated {
  readonly tree: MapTree;
  readonly mistakes: readonly Mistake[];
  /** Values taken from the environment that must appear in no output. */
  readonly secrets: readonly string[];
}

interface Interpolating {
  readonly root: Tree;
  readonly environment: Environment;
  readonly mistakes: Mistake[];
  readonly secrets: Set<string>;
}

/**
 * Replaces `${NAME}` in texts by the value of that variable in the given map, and `$$` by `$`.
 *
 * A variable that is not set, or empty (as GitHub hands in a missing secret), is a mistake. `$word` stays: PromQL has it.
 */
export function interpolateTree(root: MapTree, environment: Environment): Interpolated {
  const interpolating: Interpolating = { root, environment, mistakes: [], secrets: new Set() };
  const tree = replaceInMap(root, [], interpolating);
  return { tree, mistakes: interpolating.mistakes, secrets: [...interpolating.secrets] };
}

function replaceInMap(tree: MapTree, path: Path, interpolating: Interpolating): MapTree {
  const entries = [...tree.entries].map(
    ([key, entry]) => [key, { ...entry, value: replaceIn(entry.value, [...path, key], interpolating) }] as const,
  );
  return { ...tree, entries: new Map(entries) };
}

function replaceIn(tree: Tree, path: Path, interpolating: Interpolating): Tree {
  if (tree.kind === 'map') return replaceInMap(tree, path, interpolating);
  if (tree.kind === 'scalar') return replaceInScalar(tree, path, interpolating);
  return { ...tree, items: tree.items.map((item, index) => replaceIn(item, [...path, index], interpolating)) };
}

function replaceInScalar(scalar: ScalarTree, path: Path, interpolating: Interpolating): ScalarTree {
  if (typeof scalar.value !== 'string' || !scalar.value.includes('$')) return scalar;
  const written = scalar.value;
  const value = written.replace(/\$\$|\$\{([^}]*)\}?/g, (found, name: string | undefined) =>
    name === undefined ? '$' : lookUp({ found, name, path }, interpolating),
  );
  return { ...scalar, value, written: value === written ? null : written };
}

interface Reference {
  readonly found: string;
  readonly name: string;
  readonly path: Path;
}

function lookUp({ found, name, path }: Reference, { root, environment, mistakes, secrets }: Interpolating): string {
  const wrong = (message: string, wanted: string) => {
    mistakes.push(mistakeAt(root, path, { message, wanted }));
    return found;
  };
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || !found.endsWith('}')) {
    return wrong(`"${found.slice(0, 60)}" names no variable`, '${NAME}, or $$ for a plain $');
  }
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  if (value === undefined) return wrong(`the variable ${name} is not set`, `the environment variable ${name}`);
  if (value === '') return wrong(`the variable ${name} is empty`, `a value in the environment variable ${name}`);
  if (isSecretHere(name, path)) secrets.add(value);
  return value;
}

/** A region or a window from the environment is no secret, and masking it would make every report unreadable. */
function isSecretHere(name: string, path: Path): boolean {
  return looksSecretName(name) || looksSecret(path) || path.includes('headers') || path.at(-1) === 'url';
}
