import type { FormatChoice } from '../../traffic/formats/log-format.ts';

/** So much of a file is counted at once. Fixed, so that who counts which piece makes no difference. */
export const blockSize = 8 * 2 ** 20;

/** Longer lines are no requests. */
export const longestLine = 2 ** 20;

/** A piece of a log: whole lines, or the part of a file that starts with the first line that starts in it. */
export interface Block {
  /** Number of the file in the order of reading. */
  readonly file: number;
  readonly choice: FormatChoice;
  readonly from:
    | { readonly kind: 'range'; readonly path: string; readonly start: number; readonly end: number }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> };
}
