import { plainText } from './plain-text.ts';

/** In plain text nothing is parsed, but entities are not promised to be undone either: look-alikes again. */
const plainLookAlikes = new Map([
  ['&', '＆'],
  ['<', '‹'],
  ['>', '›'],
]);
const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);
/** An @ that some setting of a workspace might still link. */
const mention = /@(?=\w)/g;
/** Slack has no escape for its formatting characters: the nearest look-alikes stand for them. */
const lookAlikes = new Map([
  ['*', '∗'],
  ['~', '∼'],
  ['`', 'ˋ'],
]);

/**
 * Text that Slack's mrkdwn shows as it is: no mention of a person, a channel or everyone, no link, no formatting.
 *
 * @example slackText('<!channel>') // '&lt;!channel&gt;'
 */
export function slackText(text: string, limit?: number): string {
  return plainText(text, limit)
    .replaceAll(/[*~`]/g, (character) => lookAlikes.get(character) ?? '')
    .replaceAll(/(?<![^\s(])_|_(?![^\s),.:;])/g, '＿')
    .replaceAll(mention, '@\u00A0')
    .replaceAll(/[&<>]/g, (character) => entities.get(character) ?? '');
}

/**
 * A name in Slack's code type.
 *
 * @example slackCode('GET /orders') // '`GET /orders`'
 */
export function slackCode(name: string, limit?: number): string {
  return `\`${slackText(name, limit) || ' '}\``;
}

/**
 * Text for Slack's plain_text objects, such as headers.
 *
 * @example slackPlain('<!channel>') // '‹!channel›'
 */
export function slackPlain(text: string, limit?: number): string {
  // Before it is cut: the header's limit is Slack's own.
  return plainText(text.replaceAll(mention, '@ '), limit).replaceAll(
    /[&<>]/g,
    (character) => plainLookAlikes.get(character) ?? '',
  );
}
