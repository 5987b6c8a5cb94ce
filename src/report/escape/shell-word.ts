/**
 * A word of a command line to copy into a shell; one that needs no quotes gets none.
 *
 * @example shellWord("it's") // "'it'\\''s'"
 */
export function shellWord(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
