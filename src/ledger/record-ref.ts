import { createHash } from 'node:crypto';
import { UsageError } from '../model/usage-error.ts';

/** Longest part of a name that is kept whole; git and file systems allow 255 bytes. */
const longest = 120;
const folder = 'refs/tollgate';

const hex = (byte: number) => `_${byte.toString(16).padStart(2, '0')}`;

/**
 * A name as one part of a reference: lower-case letters, digits and hyphens stay, every other byte becomes `_` and two hex digits.
 *
 * No two names meet, not even on a file system that ignores case; a name that is too long ends in `_h` and its SHA-256.
 *
 * @throws UsageError for an empty name
 * @example encodeName('eu/Production..lock') // 'eu_2f_50roduction_2e_2elock'
 */
export function encodeName(name: string): string {
  if (name === '') throw new UsageError('invalid-option', 'a record needs a name: wanted at least one character');
  const encoded = [...Buffer.from(name, 'utf8')]
    .map((byte) => (/[a-z0-9-]/.test(String.fromCharCode(byte)) && byte < 0x80 ? String.fromCharCode(byte) : hex(byte)))
    .join('');
  if (encoded.length <= longest) return encoded;
  return `${encoded.slice(0, 40)}_h${createHash('sha256').update(name).digest('hex')}`;
}

/**
 * The reference of a record, for example of the lock of an environment.
 *
 * All records of a kind have the same number of names: a reference cannot be a folder of another.
 *
 * @example recordRef('lock', ['production']) // 'refs/tollgate/lock/production'
 */
export function recordRef(kind: string, key: readonly string[]): string {
  return [folder, encodeName(kind), ...key.map(encodeName)].join('/');
}
