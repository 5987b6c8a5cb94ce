import { plainText } from './plain-text.ts';

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['`', '&#96;'],
]);

/**
 * Text that HTML shows as it is, between tags as well as in a quoted attribute.
 *
 * @example htmlText('</td><script>') // '&lt;/td&gt;&lt;script&gt;'
 */
export function htmlText(text: string, limit?: number): string {
  return plainText(text, limit).replaceAll(/[&<>"'`]/g, (character) => entities.get(character) ?? '');
}
