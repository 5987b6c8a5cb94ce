import { formatCount } from '../model/format-value.ts';

/**
 * The first few of many names.
 *
 * @example someOf(['a', 'b', 'c', 'd'], 2) // 'a, b and 2 more'
 */
export function someOf(names: readonly string[], shown: number): string {
  if (names.length <= shown) return names.join(', ');
  return `${names.slice(0, shown).join(', ')} and ${formatCount(names.length - shown)} more`;
}
