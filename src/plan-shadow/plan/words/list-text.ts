/**
 * Names one after the other, as a sentence has them.
 *
 * @example listText(['a', 'b', 'c']) // 'a, b and c'
 */
export function listText(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
