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

/** The image that stands beside a tag or digest: of Kustomize (`newName`, `name`), or of a chart (`repository`, `image`). */
function nameBeside(mapping: Mapping): string | null {
  const name = ['newName', 'repository', 'image', 'name']
    .map((key) => textAt(mapping, key))
    .find((one) => one !== null);
  const registry = textAt(mapping, 'registry');
  if (name === null || name === undefined) return null;
  const bare = parseImage(name).name;
  return registry === null ? bare : `${registry}/${bare}`;
}

/** Whether the tag or the image at a key is told more exactly by what stands beside it. */
function isToldBeside(mapping: Mapping, key: string): boolean {
  const others = [...mapping.keys()].filter((one): one is string => typeof one === 'string' && one !== key);
  const names = (pattern: RegExp) => others.some((one) => pattern.test(one) && textAt(mapping, one) !== null);
  return names(/digest$/i) || (imageKey.test(key) && names(tagKey));
}

function ofDigests(mapping: Mapping, text: string, digests: readonly string[]): Omit<ImageReference, 'place'>[] {
  const written = text.includes('@') && !/\s/.test(text) ? parseImage(text) : null;
  const name = written?.name ?? nameBeside(mapping);
  return digests.map((digest) => ({ name, tag: written?.tag ?? null, digest }));
}

function ofText(mapping: Mapping, key: string, text: string): Omit<ImageReference, 'place'>[] {
  if (checksum.test(key)) return [];
  const digests = digestsIn(text);
  if (digests.length > 0) return ofDigests(mapping, text, digests);
  if (isToldBeside(mapping, key) || text === '') return [];
  if (tagKey.test(key)) return [{ name: nameBeside(mapping), tag: text, digest: null }];
  return imageKey.test(key) ? [parseImage(text)] : [];
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
    else found.push(...ofText(value, name, inner).map((image) => ({ place: here, ...image })));
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
