import { parseAllDocuments } from 'yaml';
import { digestsIn, type ImageReference, parseImage } from './image-reference.ts';

/** A YAML mapping; as a `Map`, so that no name means anything to JavaScript. */
type Mapping = ReadonlyMap<unknown, unknown>;

/** Sums of files, which are no images. */
const checksum = /checksum/i;
const tagKey = /tag$/i;
const imageKey = /image$/i;

/** A text that is there. */
const textAt = (mapping: Mapping, key: string) => {
  const value = mapping.get(key);
  return typeof value === 'string' && value !== '' ? value : null;
};

/**
 * The image that stands beside a tag or digest: of Kustomize (`newName`, `name`), or of a chart (`repository`, `image`). Null where several
 * do: nobody knows which of them counts.
 */
function nameBeside(mapping: Mapping, key: string): string | null {
  const named = ['newName', 'repository', 'image'].flatMap((one) => (one === key ? [] : (textAt(mapping, one) ?? [])));
  if (new Set(named).size > 1) return null;
  const name = named[0] ?? textAt(mapping, 'name');
  const registry = textAt(mapping, 'registry');
  if (name === null) return null;
  const bare = parseImage(name).name;
  return registry === null ? bare : `${registry}/${bare}`;
}

type Found = Omit<ImageReference, 'place'>;

/** The name of an image that is written whole; a text that names another one than stands beside it says nothing sure. */
function writtenName(mapping: Mapping, text: string): string | null {
  const isAlone = !['newName', 'repository'].some((one) => textAt(mapping, one) !== null);
  return isAlone ? parseImage(text).name : null;
}

function ofDigests(mapping: Mapping, key: string, text: string): Found[] {
  const isOne = text.includes('@') && !/\s/.test(text);
  const isTag = tagKey.test(key);
  const [before = null] = text.split('@', 1);
  const tag = isTag ? before : parseImage(text).tag;
  const name = isOne && !isTag ? writtenName(mapping, text) : nameBeside(mapping, key);
  return digestsIn(text).map((digest) => ({ name, tag: isOne ? tag : null, digest }));
}

function ofText(mapping: Mapping, key: string, text: string): Found[] {
  if (checksum.test(key) || text === '') return [];
  if (digestsIn(text).length > 0) return ofDigests(mapping, key, text);
  if (tagKey.test(key)) return [{ name: nameBeside(mapping, key), tag: text, digest: null }];
  return imageKey.test(key) ? [parseImage(text)] : [];
}

/** The place of the digest, or of the tag of a bare name, by which a tool goes in place of what stands at a key; null where there is none. */
function toldBeside(mapping: Mapping, place: string, key: string): string | null {
  const isBare = imageKey.test(key) && parseImage(textAt(mapping, key) ?? '').tag === null;
  const isDigest = key !== 'digest' && digestsIn(textAt(mapping, 'digest') ?? '').length > 0;
  if (isDigest && (tagKey.test(key) || isBare)) return `${place}.digest`;
  const keys = [...mapping.keys()].filter((one) => typeof one === 'string');
  const tag = isBare ? keys.find((one) => tagKey.test(one) && textAt(mapping, one) !== null) : undefined;
  return tag === undefined ? null : `${place}.${tag}`;
}

/** What a document is called, so that another document above it does not make it another one. */
function titleOf(document: unknown, index: number): string {
  if (!(document instanceof Map)) return `document ${index + 1}`;
  const metadata: unknown = document.get('metadata');
  const name = metadata instanceof Map ? textAt(metadata, 'name') : null;
  return name === null ? `document ${index + 1}` : `${textAt(document, 'kind') ?? ''}/${name}`;
}

function walk(value: unknown, place: string, found: ImageReference[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      // A list of texts has no names: what holds it counts as theirs.
      const wrapped = typeof item === 'string' ? new Map([['item', item]]) : item;
      walk(wrapped, `${place}.${index}`, found);
    }
    return;
  }
  if (!(value instanceof Map)) return;
  for (const [key, inner] of value) {
    const name = String(key);
    const here = `${place}.${name}`;
    if (typeof inner !== 'string') walk(inner, here, found);
    else {
      const toldBy = toldBeside(value, place, name);
      const told = toldBy === null ? {} : { toldBy };
      found.push(...ofText(value, name, inner).map((image) => ({ place: here, ...image, ...told })));
    }
  }
}

/**
 * Every place of a YAML or JSON file that names an image: of Kubernetes, of Kustomize, of the values of a chart; and every digest, whatever
 * it stands under.
 *
 * @returns null where the file is no valid YAML, such as the template of a chart
 */
export function imagesInYaml(text: string): ImageReference[] | null {
  // Without types: a tag 1.10 is no number.
  const documents = [parseAllDocuments(text, { uniqueKeys: true, logLevel: 'silent', schema: 'failsafe' })].flat();
  if (documents.some(({ errors }) => errors.length > 0)) return null;
  const found: ImageReference[] = [];
  for (const [index, document] of documents.entries()) {
    const content: unknown = document.toJS({ mapAsMap: true });
    walk(content, titleOf(content, index), found);
  }
  return found;
}
