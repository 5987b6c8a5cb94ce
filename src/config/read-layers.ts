import { extendedFile } from './extended-file.ts';
import { withoutKeys } from './merge-trees.ts';
import { type Mistake, mistakeAt, mistakeInFile } from './mistake.ts';
import { parseTree } from './parse-tree.ts';
import { type MapTree, partAt } from './tree.ts';

/** Reads a file as text; may throw, for example with the code ENOENT. */
export type ReadFile = (file: string) => Promise<string>;

export interface Layers {
  /** The base first; each file’s tree without its `extends`. */
  readonly trees: readonly MapTree[];
  readonly mistakes: readonly Mistake[];
  /** The text of every file that was read, by its name. */
  readonly texts: ReadonlyMap<string, string>;
}

interface Reading {
  readonly root: string;
  readonly readFile: ReadFile;
  readonly trees: MapTree[];
  readonly mistakes: Mistake[];
  readonly texts: Map<string, string>;
}

/**
 * Reads a configuration file and the local files that it extends, at most three deep.
 *
 * A file that is extended lies inside the repository’s root: a pull request must not choose what else is read.
 */
export async function readLayers(
  file: string,
  { root, readFile }: { root: string; readFile: ReadFile },
): Promise<Layers> {
  const reading: Reading = { root, readFile, trees: [], mistakes: [], texts: new Map() };
  let next: string | null = file;
  while (next !== null) next = await readLayer(next, reading);
  return { trees: reading.trees.toReversed(), mistakes: reading.mistakes, texts: reading.texts };
}

/** Reads one file; returns the file that it extends, or null. */
async function readLayer(file: string, reading: Reading): Promise<string | null> {
  const text = await readText(file, reading);
  if (text === null) return null;
  reading.texts.set(file, text);
  const parsed = parseTree(file, text);
  if (!parsed.ok) {
    reading.mistakes.push(...parsed.mistakes);
    return null;
  }
  reading.trees.push(withoutKeys(parsed.tree, ['extends']));
  return baseOf(file, parsed.tree, reading);
}

async function readText(file: string, { readFile, mistakes }: Reading): Promise<string | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const message = isMissing
      ? 'no such file'
      : `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    const wanted = 'a readable configuration file: `tollgate init` writes one, --config FILE names another';
    mistakes.push(mistakeInFile(file, message, wanted));
    return null;
  }
}

function baseOf(file: string, tree: MapTree, { root, texts, mistakes }: Reading): string | null {
  const base = partAt(tree, ['extends']);
  if (base === undefined) return null;
  const extended = extendedFile(base, { root, file, read: [...texts.keys()] });
  if (extended.ok) return extended.file;
  mistakes.push(mistakeAt(tree, ['extends'], extended));
  return null;
}
