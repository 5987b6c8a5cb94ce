import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { type Mistake, mistakeInFile } from './mistake.ts';
import type { Place } from './place.ts';
import type { Entry, MapTree, Scalar, ScalarTree, Tree } from './tree.ts';

const mostValues = 20_000;

type PlaceOf = (from: number, to: number) => Place;
type Built =
  | { readonly ok: true; readonly tree: MapTree }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** What is known while one document is being built. */
interface Building {
  readonly place: PlaceOf;
  readonly mistakes: Mistake[];
  /** Built values by anchor, shared and never copied, with how many values each holds. */
  readonly anchors: Map<string, { readonly tree: Tree; readonly size: number }>;
  values: number;
}

/**
 * Turns a YAML document into a tree with places.
 *
 * Refused, each with its place: tags, duplicate keys, keys that are not text, unknown aliases, and more values
 * (aliases multiplied out) than any configuration needs.
 */
export function buildTree(contents: Node, place: PlaceOf): Built {
  const building: Building = { place, mistakes: [], anchors: new Map(), values: 0 };
  const tree = build(contents, building);
  if (building.mistakes.length > 0) return { ok: false, mistakes: building.mistakes };
  if (tree.kind === 'map') return { ok: true, tree };
  const message = `the file holds ${tree.kind === 'list' ? 'a list' : 'a single value'} at its top`;
  return {
    ok: false,
    mistakes: [mistakeInFile(tree.place, message, 'a map of settings, beginning with "version: 1"')],
  };
}

function build(node: unknown, building: Building): Tree {
  const before = building.values;
  building.values += 1;
  const place = placeOf(node, building);
  if (!isNode(node)) return scalar(null, place);
  if (building.values > mostValues) return tooMany(place, building);
  if (isAlias(node)) return buildAlias(node, place, building);
  if (node.tag !== undefined) fail(building, place, 'tags such as !!str are not accepted', 'a plain value');
  const tree = buildValue(node, place, building);
  // Set only once it is built, so that an alias inside its own anchor is an unknown one.
  const anchor = 'anchor' in node ? node.anchor : undefined;
  if (anchor !== undefined) building.anchors.set(anchor, { tree, size: building.values - before });
  return tree;
}

function buildValue(node: Node, place: Place, building: Building): Tree {
  if (isMap(node)) return buildMap(node, place, building);
  if (isSeq(node)) return { kind: 'list', place, items: node.items.map((item) => build(item, building)) };
  return scalar(isScalar(node) ? scalarValue(node.value) : null, place);
}

function buildMap(map: YAMLMap, place: Place, building: Building): MapTree {
  const entries = new Map<string, Entry>();
  for (const pair of map.items) {
    const keyPlace = placeOf(pair.key, building);
    const key = keyText(pair.key);
    const value = build(pair.value, building);
    const earlier = key === null ? undefined : entries.get(key);
    if (key === null) fail(building, keyPlace, 'this key is not plain text', 'a word as key');
    else if (key === '__proto__') fail(building, keyPlace, 'the key "__proto__" is not accepted', 'another key');
    else if (earlier !== undefined) fail(building, keyPlace, duplicate(key, earlier), 'each key once');
    else entries.set(key, { key: keyPlace, value: withPlace(value, keyPlace) });
  }
  return { kind: 'map', place, entries };
}

/** An empty value is shown where its key stands. */
function withPlace(value: Tree, key: Place): Tree {
  return value.kind === 'scalar' && value.value === null ? { ...value, place: key } : value;
}

function buildAlias(alias: Alias, place: Place, building: Building): Tree {
  const anchor = building.anchors.get(alias.source);
  if (anchor === undefined) {
    fail(building, place, `no anchor &${alias.source} stands before this alias`, 'an alias of an anchor above it');
    return scalar(null, place);
  }
  building.values += anchor.size;
  return building.values > mostValues ? tooMany(place, building) : anchor.tree;
}

function tooMany(place: Place, building: Building): Tree {
  const message = `more than ${mostValues} values, with aliases multiplied out`;
  if (!building.mistakes.some((mistake) => mistake.message === message))
    fail(building, place, message, 'a smaller file');
  return scalar(null, place);
}

function fail(building: Building, place: Place, ...[message, wanted]: [string, string]): void {
  building.mistakes.push(mistakeInFile(place, message, wanted));
}

function duplicate(key: string, earlier: Entry): string {
  return `the key ${JSON.stringify(key.slice(0, 60))} stands twice; first in line ${earlier.key.line}`;
}

function keyText(key: unknown): string | null {
  if (!isScalar(key) || key.tag !== undefined) return null;
  return typeof key.value === 'string' || typeof key.value === 'number' ? String(key.value) : null;
}

function scalarValue(value: unknown): Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function scalar(value: Scalar, place: Place): ScalarTree {
  return { kind: 'scalar', place, value, written: null };
}

function placeOf(node: unknown, { place }: Building): Place {
  const range = isNode(node) ? node.range : null;
  return range ? place(range[0], range[1]) : place(0, 0);
}
