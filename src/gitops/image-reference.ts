/** One place in a file that names an image. */
export interface ImageReference {
  /** Where it stands, for people and for telling it from others: "Deployment/shop spec.containers.0.image". */
  readonly place: string;
  /** Name without tag and digest; null where the place does not say. */
  readonly name: string | null;
  /** "sha256:…"; null where only a tag, or nothing, says which one it is. */
  readonly digest: string | null;
  readonly tag: string | null;
  /** The place beside it that tells more exactly which one it is, where there is one. */
  readonly toldBy?: string;
}

/** An image that a change names anew. */
export interface ChangedImage extends ImageReference {
  /** Whether the file named no image of this name before. */
  readonly isNewName: boolean;
}

const digests = /sha256:[0-9a-f]{64}/g;

/**
 * The parts of an image as people write it; a registry’s port is no tag.
 *
 * @example parseImage('ghcr.io:443/octo/shop:1.2') // { name: 'ghcr.io:443/octo/shop', tag: '1.2', digest: null }
 * @example parseImage('shop') // { name: 'shop', tag: null, digest: null }
 */
export function parseImage(text: string): Omit<ImageReference, 'place'> {
  const [named = '', digest = null] = text.trim().split('@', 2);
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const name = colon === -1 ? named : named.slice(0, colon);
  return { name: name || null, tag: colon === -1 ? null : named.slice(colon + 1), digest };
}

/**
 * Every digest in a text.
 *
 * @example digestsIn('sha256:12') // []
 */
export function digestsIn(text: string): string[] {
  return text.match(digests) ?? [];
}

/**
 * An image as people write it.
 *
 * @example imageText({ place: '', name: 'shop', tag: '1.2', digest: null }) // 'shop:1.2'
 */
export function imageText({ name, tag, digest }: ImageReference): string {
  return `${name ?? '…'}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
}
