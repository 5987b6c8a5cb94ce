import type { Classification } from '../../incidents/classify/classify.ts';
import { slackCode, slackText } from '../escape/slack-text.ts';
import { context, header, headline, link, section, sentence } from './blocks.ts';
import type { SlackMessage } from './message.ts';

/** An incident as Slack is told of it. */
export interface ToldIncident {
  readonly issue: number;
  readonly title: string;
  readonly said: Pick<Classification, 'class' | 'evidence'>;
  readonly repository: string;
  /** Its page on GitHub. */
  readonly address: string | null;
}

const origin = ({ repository, address }: ToldIncident) =>
  context(`${link(address, 'Issue')} · ${slackText(repository, 150)}`);

/** A new incident: which class of cause it names, and by which words. */
export function incidentMessage(told: ToldIncident): SlackMessage {
  const { issue, title, said } = told;
  const words = `🚨 Incident ${issue}: ${title}`;
  const [evidence] = said.evidence;
  return {
    text: headline(words),
    blocks: [
      header(words),
      section(
        said.class === 'unknown'
          ? 'Which class of cause this was cannot be told yet.'
          : `Class ${slackCode(said.class, 60)}${evidence === undefined ? '' : `: “${sentence(evidence.slice(0, 300))}”`}`,
      ),
      origin(told),
    ],
    unfurl_links: false,
  };
}

/** The test of an incident, as a reply in its thread; it is unproven until somebody proves it. */
export function incidentTestMessage(
  told: ToldIncident,
  { guard, pullRequest }: { readonly guard: string | null; readonly pullRequest: string | null },
): SlackMessage {
  const text =
    guard === null
      ? 'No test can be generated for this class: write one, or waive the incident with a date.'
      : `The test that would have caught it: ${slackCode(guard, 150)}, unproven until \`tollgate incident prove\` has seen it fail and pass.`;
  return {
    text,
    blocks: [
      section(text),
      ...(pullRequest === null ? [] : [context(link(pullRequest, 'Pull request'))]),
      origin(told),
    ],
    unfurl_links: false,
  };
}
