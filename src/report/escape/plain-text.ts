/** Control, format, private and unassignable characters, separators of lines, and whatever else draws nothing. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** More marks than any script needs on one letter: they would run over the neighbouring lines. */
const stacked = /(\p{M}{4})\p{M}+/gu;

/**
 * Writes what cannot be seen (control characters, right-to-left overrides, zero-width characters) as its code point, a lone
 * surrogate as U+FFFD; spaces stay.
 *
 * @example visible('GET /\u202Enimda') // 'GET /\\u{202e}nimda'
 */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(invisible, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .replaceAll(stacked, '$1');
}

/**
 * One line of visible text out of whatever a stranger wrote: the first step of every other escaping.
 *
 * White space becomes single spaces. The result has at most `limit` characters, the last one being … where something was cut.
 *
 * @example plainText('a\nb') // 'a b'
 * @example plainText('abcdef', 4) // 'abc…'
 */
export function plainText(text: string, limit = 600): string {
  return cut(visible(text.replaceAll(/\s+/g, ' ')), limit);
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}
