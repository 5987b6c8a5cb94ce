import { type ChangedImage, digestsIn, type ImageReference } from './image-reference.ts';
import { imagesInYaml } from './images-in-yaml.ts';

/** Nothing is deployed by these. */
const prose = /\.(?:md|markdown|rst)$/i;
const yaml = /\.(?:ya?ml|json)$/i;
/** What a line must speak of to say which image it is. */
const speaks = /image|tag|digest|sha256:/i;

/** Of a file that nobody can parse, every line that speaks of an image: by what it says, wherever it stands. */
function imagesInLines(text: string): ImageReference[] {
  return text.split('\n').flatMap((line): ImageReference[] => {
    const place = line.trim();
    if (!speaks.test(place)) return [];
    const digests = digestsIn(place);
    if (digests.length > 0) return digests.map((digest) => ({ place, name: null, tag: null, digest }));
    return [{ place, name: null, tag: place, digest: null }];
  });
}

function imagesIn(path: string, text: string): ImageReference[] {
  if (prose.test(path)) return [];
  return (yaml.test(path) ? imagesInYaml(text) : null) ?? imagesInLines(text);
}

/** A file before and after a change; null where it was not, or is no longer, there. */
export interface ChangedText {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Images that a file names after a change and did not name before, at that place: what the change would deploy.
 *
 * What a digest beside it tells more exactly is left out only where one stood there before: that a tool goes by it is not for the change to
 * say.
 */
export function changedImages({ path, before, after }: ChangedText): ChangedImage[] {
  if (after === null) return [];
  const known = before === null ? [] : imagesIn(path, before);
  const keys = new Set(known.map((image) => JSON.stringify(image)));
  const places = new Set(known.map(({ place }) => place));
  const names = new Set(known.map(({ name }) => name));
  return imagesIn(path, after)
    .filter((image) => !keys.has(JSON.stringify(image)))
    .filter(({ toldBy }) => toldBy === undefined || !places.has(toldBy))
    .map((image) => ({ ...image, isNewName: !names.has(image.name) }));
}
