import type { Place } from './place.ts';

export type Scalar = string | number | boolean | null;
export type Path = readonly (string | number)[];

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: Scalar;
  /** The text before `${NAME}` was replaced; null where nothing was. */
  readonly written: string | null;
}
export interface ListTree {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly Tree[];
}
export interface MapTree {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: ReadonlyMap<string, Entry>;
}
export interface Entry {
  readonly key: Place;
  readonly value: Tree;
}

/** A configuration file as values that know where they stand, so that every mistake can name its line. */
export type Tree = ScalarTree | ListTree | MapTree;

/** The part of a tree at a path, or undefined. */
export function partAt(tree: Tree | undefined, path: Path): Tree | undefined {
  let part = tree;
  for (const step of path) part = childOf(part, step);
  return part;
}

function childOf(tree: Tree | undefined, step: string | number): Tree | undefined {
  if (tree?.kind === 'map') return tree.entries.get(String(step))?.value;
  return tree?.kind === 'list' ? tree.items[Number(step)] : undefined;
}

/** The text at a path, or undefined where there is none or something else. */
export function textAt(tree: Tree | undefined, path: Path): string | undefined {
  const part = partAt(tree, path);
  return part?.kind === 'scalar' && typeof part.value === 'string' ? part.value : undefined;
}

/** The items of the list at a path; none where there is no list. */
export function itemsAt(tree: Tree | undefined, path: Path): readonly Tree[] {
  const part = partAt(tree, path);
  return part?.kind === 'list' ? part.items : [];
}

/** The place of the value at a path or, where it is missing, of the nearest thing around it. */
export function placeOf(tree: Tree, path: Path): Place {
  const part = partAt(tree, path);
  if (part?.kind === 'scalar') return part.place;
  return path.length === 0 ? tree.place : placeOfKey(tree, path);
}

/** The place of the last key of a path or, where it is missing, of the nearest thing around it. */
export function placeOfKey(tree: Tree, path: Path): Place {
  const around = path.slice(0, -1);
  const holder = partAt(tree, around);
  const last = path.at(-1);
  if (last === undefined) return tree.place;
  if (holder?.kind === 'map') return holder.entries.get(String(last))?.key ?? placeOf(tree, around);
  if (holder?.kind === 'list') return holder.items[Number(last)]?.place ?? placeOf(tree, around);
  return placeOf(tree, around);
}

/** The tree as plain values, without places. */
export function toPlain(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(toPlain);
  return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
}

/** Every scalar of a tree with its path, in the order of the file. */
export function* scalarsOf(tree: Tree, path: Path = []): Generator<{ path: Path; scalar: ScalarTree }> {
  if (tree.kind === 'scalar') yield { path, scalar: tree };
  if (tree.kind === 'list') for (const [index, item] of tree.items.entries()) yield* scalarsOf(item, [...path, index]);
  if (tree.kind === 'map') for (const [key, entry] of tree.entries) yield* scalarsOf(entry.value, [...path, key]);
}

/**
 * A path as people write it.
 *
 * @example formatPath(['waivers', 0, 'expires']) // 'waivers[0].expires'
 */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!/^[\w-]+$/.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
