import { plainText } from './plain-text.ts';

/** Everything that GitHub's Markdown, its tables or its HTML could take for structure. An entity never is, not even in a table cell. */
const structural = /[&<>"'`|\\*_~[\]{}^]/g;
/**
 * What GitHub looks for after Markdown is done, when entities are characters again: @mentions, #1, GH-1, addresses, :emoji:, $math$.
 * It never looks inside `code` nor over its edges, so a character in `code` of its own takes these apart.
 */
const seams = /@(?=\w)|#(?=\d)|(?<=\bGH)-(?=\d)|:(?=\/\/|[\w+-]+:)|(?<=\b(?:mailto|xmpp)):|(?<=\bwww)\.|\$/gi;

const entity = (character: string) => `&#${character.codePointAt(0)};`;

/**
 * Text that GitHub-flavoured Markdown shows as it is: in a paragraph, a table cell or a `<summary>`. Not at the start of a line.
 *
 * @example markdownText('a | b') // 'a &#124; b'
 * @example markdownText('@octocat') // '<code>&#64;</code>octocat'
 */
export function markdownText(text: string, limit?: number): string {
  return plainText(text, limit).replaceAll(structural, entity).replaceAll(seams, seam);
}

/** A seam may hit the # of an entity that `structural` made; that one has to stay. */
function seam(character: string, offset: number, whole: string): string {
  return character === '#' && whole[offset - 1] === '&' ? character : `<code>${entity(character)}</code>`;
}

/**
 * A name in code type: GitHub looks for no mention and no reference in it. Markdown itself would still see an e-mail address in the
 * characters behind the entities; a comment takes it apart.
 *
 * @example markdownCode('GET /orders/{id}') // '<code>GET /orders/&#123;id&#125;</code>'
 */
export function markdownCode(name: string, limit?: number): string {
  return `<code>${markdownPreformatted(name, limit)}</code>`;
}

/**
 * Text between `<pre>` or `<code>` and its end; see `markdownCode`.
 *
 * @example markdownPreformatted('</pre>') // '&#60;/pre&#62;'
 */
export function markdownPreformatted(text: string, limit?: number): string {
  return plainText(text, limit)
    .replaceAll(/[^\p{L}\p{M}\p{N}\s/.,;()%=+…-]|(?<=www)\./giu, entity)
    .replaceAll(/(?<=\S)&#64;/g, '<!-- -->&#64;');
}
