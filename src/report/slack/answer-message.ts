import type { Answer } from '../../chatops/answer.ts';
import { answerSlack } from '../answer/answer-slack.ts';
import { slackText } from '../escape/slack-text.ts';
import { context, link, section } from './blocks.ts';
import type { SlackMessage } from './message.ts';

/** Where something is told at length. */
export interface ToldPlace {
  /** "owner/name". */
  readonly repository: string;
  /** A page on GitHub, and what it is called. */
  readonly page: { readonly label: string; readonly address: string } | null;
}

/** What is said in answers, as a message of its own. */
export function answerMessage(answer: Answer, { repository, page }: ToldPlace): SlackMessage {
  const about = page === null ? '' : `${link(page.address, page.label)} · `;
  return {
    text: answerSlack({ ...answer, lines: [] }),
    blocks: [section(answerSlack(answer)), context(`${about}${slackText(repository, 150)}`)],
    unfurl_links: false,
  };
}
