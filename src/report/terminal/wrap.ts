import stringWidth from 'string-width';

/** A space at which a line may end: not between a number and its unit, nor behind `=` and `×`. */
const breakable = /(?<!=|×|\bx) (?!(?:=|%|[mµu]?s|min|h|pp|[kMGT]?B)(?!\w))/;

/**
 * Breaks text into lines of at most `width` columns, at spaces where there are any; wide characters count two columns.
 *
 * @example wrap('one two three', 7) // ['one two', 'three']
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(breakable).flatMap((long) => chop(long, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || stringWidth(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** Pieces of a word that is wider than a line. */
function chop(word: string, width: number): string[] {
  if (stringWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && stringWidth(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
