import { createHash } from 'node:crypto';
import { looksSecret, maskAddress } from './secret-places.ts';
import type { MapTree, Path, ScalarTree, Tree } from './tree.ts';

const longestAddress = 2000;

/**
 * The first 16 hexadecimal digits of the SHA-256 of a configuration: keys in order, `${NAME}` as written, secrets left out.
 *
 * Two runs with the same hash followed the same rules; the order of keys and the layout of the file do not matter.
 */
export function hashConfiguration(tree: MapTree): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(tree, [])))
    .digest('hex')
    .slice(0, 16);
}

function canonical(tree: Tree, path: Path): unknown {
  if (tree.kind === 'scalar') return withoutSecret(tree, path);
  if (tree.kind === 'list') return tree.items.map((item, index) => canonical(item, [...path, index]));
  // Pairs, not an object: an object would put keys such as "1" first, whatever the order.
  const sorted = [...tree.entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return { map: sorted.map(([key, entry]) => [key, canonical(entry.value, [...path, key])]) };
}

function withoutSecret({ value }: ScalarTree, path: Path): unknown {
  if (typeof value !== 'string' || value.length > longestAddress || /^\$\{\w+\}$/.test(value)) return value;
  return looksSecret(path) ? '***' : maskAddress(value);
}
