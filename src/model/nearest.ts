import leven from 'leven';

const longest = 64;

/**
 * The candidate that was most likely meant by a misspelt word, or null where none is near; case, `-` and `_` do not count.
 *
 * @example nearest('urll', ['url', 'file']) // 'url'
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > longest) return null;
  const plain = (text: string) => text.toLowerCase().replace(/[-_ ]/g, '');
  const given = plain(word);
  const limit = Math.max(1, Math.floor(given.length * 0.4));
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: leven(given, plain(candidate), { maxDistance: limit + 1 }) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate ?? null;
}
