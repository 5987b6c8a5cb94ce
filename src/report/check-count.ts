import { formatCount } from '../model/format-value.ts';

/**
 * A number of checks in words.
 *
 * @example checkCount(1) // '1 check'
 * @example checkCount(1200) // '1,200 checks'
 */
export function checkCount(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'check' : 'checks'}`;
}
