import { createHash } from 'node:crypto';

/**
 * By how many milliseconds a slot of a repository is put off: always the same, spread evenly from 0 to the limit.
 *
 * @example jitterOf('octo/shop', 0, 0) // 0
 */
export function jitterOf(repository: string, slot: number, limitSeconds: number): number {
  const digest = createHash('sha256').update(`${repository}\n${slot}`).digest();
  return Math.floor((digest.readUInt32BE(0) / 2 ** 32) * limitSeconds * 1000);
}
