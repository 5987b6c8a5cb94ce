import { plainText } from './escape/plain-text.ts';

/** A piece of a sentence; `code` where the writer put it between backticks. */
export interface ProsePiece {
  readonly words: string;
  readonly code: boolean;
}

/**
 * Takes a sentence apart at its `code`; a backtick without a partner stays what it is.
 *
 * @example prose('set `scale`') // [{ words: 'set ', code: false }, { words: 'scale', code: true }]
 */
export function prose(text: string, limit?: number): ProsePiece[] {
  return plainText(text, limit)
    .split(/(`[^`]+`)/)
    .map((piece) =>
      /^`[^`]+`$/.test(piece) ? { words: piece.slice(1, -1), code: true } : { words: piece, code: false },
    )
    .filter(({ words }) => words !== '');
}
