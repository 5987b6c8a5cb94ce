import type { Drift } from '../../drift/find-drifts.ts';
import { driftTitle } from '../drift/drift-issue.ts';
import { slackCode, slackText } from '../escape/slack-text.ts';
import { messageText } from '../message-text.ts';
import { context, header, headline, link, section, sentence } from './blocks.ts';
import type { SlackMessage } from './message.ts';

/** Where a drift is told at length. */
export interface DriftIssuePlace {
  readonly repository: string;
  /** Its page on GitHub. */
  readonly address: string | null;
}

const origin = ({ repository, address }: DriftIssuePlace) =>
  context(`${link(address, 'Issue')} · ${slackText(repository, 150)}`);

/** A drift that lasts: what differs, what slips through, what to do. */
export function driftMessage(drift: Drift, place: DriftIssuePlace): SlackMessage {
  const [worst] = drift.findings;
  const title = driftTitle(drift);
  return {
    text: headline(`⚠️ ${title}`),
    blocks: [
      header(`⚠️ ${title}`),
      section(`${slackCode(worst.subject, 100)} ${sentence(messageText(worst))} (${worst.severity})`),
      section(`*What slips through.* ${sentence(worst.risk)}`),
      section(`*What to do.* ${sentence(worst.remedy)}`),
      origin(place),
    ],
    unfurl_links: false,
  };
}

/** A drift that changed, as a reply in its thread. */
export function driftChangeMessage({ findings: [worst] }: Drift): SlackMessage {
  const text = `The difference changed: ${slackCode(worst.subject, 100)} ${sentence(messageText(worst))}`;
  return { text, blocks: [section(text)], unfurl_links: false };
}

/** A drift that ended. @param title of its issue */
export function driftEndMessage(title: string, place: DriftIssuePlace): SlackMessage {
  const words = `✅ Over: ${title}`;
  return {
    text: headline(words),
    blocks: [
      header(words),
      section('Three runs in a row no longer show this difference; the issue is closed.'),
      origin(place),
    ],
    unfurl_links: false,
  };
}
