import { isStandIn } from './every-variable.ts';
import type { Mistake } from './mistake.ts';
import { isSamePlace } from './place.ts';
import { type MapTree, type Path, type ScalarTree, scalarsOf, type Tree } from './tree.ts';

function without(tree: Tree, unfit: ReadonlySet<Tree>): Tree {
  if (tree.kind === 'map') return withoutEntries(tree, unfit);
  if (tree.kind === 'scalar') return tree;
  // Half an item, such as a waiver without its last day, would be wrong.
  const items = tree.items.filter((item) => ![...scalarsOf(item)].some(({ scalar }) => unfit.has(scalar)));
  return { ...tree, items };
}

function withoutEntries(tree: MapTree, unfit: ReadonlySet<Tree>): MapTree {
  const entries = [...tree.entries].filter(([, { value }]) => !unfit.has(value));
  return {
    ...tree,
    entries: new Map(entries.map(([key, entry]) => [key, { ...entry, value: without(entry.value, unfit) }])),
  };
}

/** A part of the configuration that can be wanted alone; every service may have its own. */
export type WantedPart = 'incidents' | 'traffic';

const isIn = (path: Path, part: WantedPart) => path[0] === part || (path[0] === 'services' && path[2] === part);

/**
 * A configuration without the settings that are wrong only because nobody knows the value of their variable: an address may stand in
 * for it, but an address is no duration. What stands in the wanted part stays. Null where there is none such.
 */
export function withoutUnfit(tree: MapTree, mistakes: readonly Mistake[], wanted: WantedPart): MapTree | null {
  const isUnfit = ({ value, written, place }: ScalarTree) =>
    written !== null &&
    typeof value === 'string' &&
    isStandIn(value) &&
    mistakes.some((mistake) => isSamePlace(mistake, place));
  const outside = [...scalarsOf(tree)].filter(({ path }) => !isIn(path, wanted));
  const unfit = new Set(outside.flatMap(({ scalar }) => (isUnfit(scalar) ? [scalar] : [])));
  return unfit.size === 0 ? null : withoutEntries(tree, unfit);
}
