import { plainText } from './plain-text.ts';

/** What GitHub makes a mention, a reference or an address of: in a commit message “closes #5” closes that issue. */
const links = /(?:@|#)(?=\w)|(?<=\bGH)-(?=\d)|:(?=\/\/)/gi;

/** What makes GitHub (and others that read commit messages) leave the checks of a commit out: `[skip ci]`, `[no ci]`, `[actions skip]`, `***NO_CI***`. */
const skipping = /\[(?=[^\]]*\b(?:ci|actions|checks?)\b)|\*{3}(?=NO_CI)/gi;

/**
 * One line for a commit message or the title of a pull request, which becomes one when it is merged: it mentions nobody, closes no
 * issue, and skips no check.
 *
 * @example unlinked('Fixes #5 @ann') // 'Fixes # 5 @ ann'
 * @example unlinked('[skip ci] down') // '[ skip ci] down'
 */
export function unlinked(text: string, limit = 200): string {
  return plainText(
    plainText(text, 2 * limit)
      .replaceAll(links, '$& ')
      .replaceAll(skipping, '$& '),
    limit,
  );
}
