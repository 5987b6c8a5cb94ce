import { createHmac } from 'node:crypto';
import { hashPrefix } from '../model/sections/data/statistics.ts';

const hexDigits = 32;

/**
 * A value’s keyed hash: who has the key can test a guess, nobody else can, and equal values stay equal.
 *
 * @example hashValue('ann@example.com', 'k').length // 37
 */
export function hashValue(value: string, key: string): string {
  return hashPrefix + createHmac('sha256', key).update(value).digest('hex').slice(0, hexDigits);
}

/** Names a key without telling it, so that two profiles can say whether their hashes may be compared. */
export function keyIdOf(key: string): string {
  return createHmac('sha256', key).update('tollgate.key-id').digest('hex').slice(0, 12);
}
