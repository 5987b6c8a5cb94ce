import { slackCode, slackPlain, slackText } from '../escape/slack-text.ts';
import { webAddress } from '../escape/web-address.ts';
import { prose } from '../prose.ts';
import type { Mrkdwn, SlackBlock, SlackButton } from './message.ts';

/** Slack refuses headers over 150 characters, buttons over 75, values over 2,000. */
const longest = { header: 150, sentence: 250, button: 75, value: 2000 } as const;

function mrkdwn(text: string): Mrkdwn {
  return { type: 'mrkdwn', text: text === '' ? '-' : text, verbatim: true };
}

/** A headline of anybody’s words. */
export function header(words: string): SlackBlock {
  return { type: 'header', text: { type: 'plain_text', text: slackPlain(words, longest.header) || '-', emoji: false } };
}

/** A paragraph of text that is escaped already. */
export const section = (escaped: string): SlackBlock => ({ type: 'section', text: mrkdwn(escaped) });

/** A line in small print, of text that is escaped already. */
export const context = (escaped: string): SlackBlock => ({ type: 'context', elements: [mrkdwn(escaped)] });

/** Anybody’s sentence, whose `code` stays code. */
export function sentence(text: string): string {
  return prose(text, longest.sentence)
    .map(({ words, code }) => (code ? slackCode(words) : slackText(words)))
    .join('');
}

/** A headline for notifications. */
export const headline = (words: string): string => slackText(words, longest.header);

/**
 * A link; only its words where the address is none.
 *
 * @example link('https://github.com/a/b', 'Run') // '<https://github.com/a/b|Run>'
 */
export function link(address: string | null, words: string): string {
  const safe = webAddress(address);
  return safe === null ? slackText(words) : `<${safe.replaceAll('&', '&amp;')}|${slackText(words)}>`;
}

export interface ButtonWords {
  /** What it does, as in `tollgate:rollback`. */
  readonly action: string;
  readonly words: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
}

/** A row of at most five buttons. @throws RangeError for a value that Slack would refuse, since half of one does something else */
export function buttons(given: readonly ButtonWords[]): SlackBlock {
  const elements = given.slice(0, 5).map(({ action, words, value, style }): SlackButton => {
    if (value.length > longest.value) throw new RangeError(`the value of a button has ${value.length} characters`);
    return {
      type: 'button',
      action_id: action,
      text: { type: 'plain_text', text: slackPlain(words, longest.button), emoji: false },
      value,
      ...(style === undefined ? {} : { style }),
    };
  });
  return { type: 'actions', elements };
}
