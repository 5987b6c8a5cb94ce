import type { ByteSource } from './source.ts';

/**
 * Spreads the bits of a whole number over 32 bits.
 *
 * Source: the finaliser of MurmurHash3, Austin Appleby, public domain.
 */
export function mixBits(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Hashes bytes from `start` to before `end`, four at a time; the same bytes always give the same whole number. */
export function hashBytes({ bytes, view }: ByteSource, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash = (hash << 13) | (hash >>> 19);
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return mixBits(hash);
}
