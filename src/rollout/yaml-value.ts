import { isAlias, isScalar, parse, parseAllDocuments, type Scalar } from 'yaml';

/** `images.0.newTag` → names and positions; a dot in a name is written as `\.`. */
function pathOf(key: string): (string | number)[] {
  return key
    .split(/(?<!\\)\./)
    .map((part) => part.replaceAll(String.raw`\.`, '.'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** One value of a YAML file, or why it is not clear which. */
type Found = { readonly kind: 'found'; readonly node: Scalar } | { readonly kind: 'unclear'; readonly why: string };

const unclear = (why: string): Found => ({ kind: 'unclear', why });

function find(text: string, key: string): Found {
  const documents = [parseAllDocuments(text, { uniqueKeys: true, logLevel: 'silent' })].flat();
  if (documents.some(({ errors }) => errors.length > 0)) return unclear('the file is not valid YAML');
  const nodes = documents.map((document) => document.getIn(pathOf(key), true)).filter((node) => node !== undefined);
  const [node] = nodes;
  if (nodes.length > 1) return unclear(`${nodes.length} documents of the file have ${key}`);
  return node === undefined ? unclear(`the file has no ${key}`) : single(node, key);
}

function single(node: unknown, key: string): Found {
  if (isAlias(node)) return unclear(`${key} is an alias of another value`);
  if (!isScalar(node) || !Array.isArray(node.range)) return unclear(`${key} is no single value`);
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  return isBlock ? unclear(`${key} is a block of text`) : { kind: 'found', node };
}

/** A plain `1.10` is a tag, not the number 1.1: what was written counts. */
const textOf = (node: Scalar) => (node.type === 'PLAIN' ? (node.source ?? String(node.value)) : String(node.value));

export type YamlValue =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'unclear'; readonly why: string };

/**
 * Reads one value of a YAML file by its key.
 *
 * @example readYamlValue('image:\n  tag: 1.10 # now\n', 'image.tag') // { kind: 'value', value: '1.10' }
 */
export function readYamlValue(text: string, key: string): YamlValue {
  const found = find(text, key);
  return found.kind === 'found' ? { kind: 'value', value: textOf(found.node) } : found;
}

function written(value: string, node: Scalar): string {
  if (node.type === 'QUOTE_SINGLE' && !value.includes("'") && !value.includes('\n')) return `'${value}'`;
  const isPlain = node.type === 'PLAIN' && /^[\w][\w./:@+-]*$/.test(value) && parse(value) === value;
  return isPlain ? value : JSON.stringify(value);
}

/**
 * Writes one value of a YAML file and leaves every other character as it was.
 *
 * @example replaceYamlValue('a: "1" # one\nb: 2\n', 'a', '3') // { kind: 'value', value: 'a: "3" # one\nb: 2\n' }
 */
export function replaceYamlValue(text: string, key: string, value: string): YamlValue {
  const found = find(text, key);
  if (found.kind !== 'found') return found;
  const [start, end] = found.node.range ?? [0, 0];
  const replaced = text.slice(0, start) + written(value, found.node) + text.slice(end);
  const again = readYamlValue(replaced, key);
  return again.kind === 'value' && again.value === value
    ? { kind: 'value', value: replaced }
    : { kind: 'unclear', why: `${key} cannot be written as ${JSON.stringify(value.slice(0, 100))}` };
}
