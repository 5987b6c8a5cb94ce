import { plainText } from './plain-text.ts';

/** What GitHub makes a mention, a reference or an address of: in a commit message “closes #5” closes that issue. */
const links = /(?:@|#)(?=\w)|(?<=\bGH)-(?=\d)|:(?=\/\/)/gi;

/**
 * One line for a commit message or the title of a pull request, which becomes one when it is merged: it mentions nobody, and closes no
 * issue.
 *
 * @example unlinked('Fixes #5 @ann') // 'Fixes # 5 @ ann'
 */
export function unlinked(text: string, limit = 200): string {
  return plainText(plainText(text, 2 * limit).replaceAll(links, '$& '), limit);
}
