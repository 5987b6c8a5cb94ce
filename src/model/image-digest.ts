import { UsageError } from './usage-error.ts';

/** The digest of an image, whole. */
export const imageDigest = /^sha256:[0-9a-f]{64}$/;

/**
 * Reads the digest of an image; undefined is null.
 *
 * @param source what it was given as, for the error
 * @throws UsageError where it is none
 */
export function parseDigest(text: string | undefined, source: string): string | null {
  if (text === undefined || imageDigest.test(text)) return text ?? null;
  const given = JSON.stringify(text.slice(0, 100));
  throw new UsageError('invalid-option', `${source}: wanted sha256: and 64 hexadecimal digits, not ${given}`);
}
