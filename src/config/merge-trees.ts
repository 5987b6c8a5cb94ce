import type { Entry, MapTree, Tree } from './tree.ts';

/**
 * Lays one tree over another: maps are merged key by key, everything else is replaced.
 *
 * `auth` is replaced as a whole: half a credential of one file with half of another is none.
 */
export function mergeTrees(below: MapTree, above: MapTree): MapTree {
  const entries = new Map<string, Entry>(below.entries);
  for (const [key, entry] of above.entries) {
    const covered = below.entries.get(key)?.value;
    entries.set(key, covered === undefined ? entry : { key: entry.key, value: mergeValues(key, covered, entry.value) });
  }
  return { kind: 'map', place: above.place.line === 0 ? below.place : above.place, entries };
}

function mergeValues(key: string, below: Tree, above: Tree): Tree {
  return below.kind === 'map' && above.kind === 'map' && key !== 'auth' ? mergeTrees(below, above) : above;
}

/** A tree without some of its top keys. */
export function withoutKeys(tree: MapTree, keys: readonly string[]): MapTree {
  return { ...tree, entries: new Map([...tree.entries].filter(([key]) => !keys.includes(key))) };
}
