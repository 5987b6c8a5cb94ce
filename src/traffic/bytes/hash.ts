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

/**
 * Hashes bytes from `start` to before `end`; the same bytes always give the same whole number.
 *
 * Eight at a time, in two halves that do not wait for each other.
 */
export function hashBytes({ bytes, view }: ByteSource, start: number, end: number): number {
  let even = end - start;
  let odd = 0;
  let at = start;
  for (; at + 8 <= end; at += 8) {
    even = Math.imul(even ^ view.getInt32(at, true), 0x9e3779b1);
    odd = Math.imul(odd ^ view.getInt32(at + 4, true), 0x85ebca77);
    even = (even << 13) | (even >>> 19);
    odd = (odd << 15) | (odd >>> 17);
  }
  if (at + 4 <= end) {
    odd = Math.imul(odd ^ view.getInt32(at, true), 0x85ebca77);
    at += 4;
  }
  for (; at < end; at += 1) even = Math.imul(even ^ (bytes[at] as number), 0x01000193);
  return mixBits(even ^ Math.imul(odd, 0xc2b2ae3d));
}
