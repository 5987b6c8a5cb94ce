import type { Finding } from '../model/finding.ts';
import { formatChange, formatCount, formatValue } from '../model/format-value.ts';
import type { Decision, Verdict } from '../model/verdict.ts';
import { byStatus } from './by-status.ts';
import { slackCode, slackPlain, slackText } from './escape/slack-text.ts';
import { webAddress } from './escape/web-address.ts';
import { groupByReason } from './group-by-reason.ts';
import { groupBySubject, type SubjectGroup } from './group-by-subject.ts';
import { messageText } from './message-text.ts';
import { othersText } from './others-text.ts';
import { prose } from './prose.ts';
import { type SideNames, sideNames } from './side-names.ts';
import { sideText } from './side-text.ts';
import { subjectText } from './subject-text.ts';
import { toleranceText } from './tolerance-text.ts';

/** `verbatim`: Slack looks for no address, channel or person in it. */
interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim: true;
}

export type SlackBlock =
  | {
      readonly type: 'header';
      readonly text: { readonly type: 'plain_text'; readonly text: string; readonly emoji: false };
    }
  | { readonly type: 'section'; readonly text: Mrkdwn }
  | { readonly type: 'context'; readonly elements: readonly Mrkdwn[] }
  | { readonly type: 'divider' };

/** A message as an incoming webhook takes it; `text` is what notifications show. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly unfurl_links: false;
}

export interface SlackOptions {
  /** Address of the full report. */
  readonly link?: string | null;
}

const shown = 3;
/** Slack refuses headers over 150 and sections over 3,000 characters, empty ones, and a message whose blocks hold about 13,200 in all. */
const longest = { header: 150, sentence: 250, name: 100 } as const;
const icons: Readonly<Record<Decision, string>> = { pass: '✅', fail: '❌', inconclusive: '❔' };

function mrkdwn(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true };
}

const section = (text: string): SlackBlock => ({ type: 'section', text: mrkdwn(text === '' ? '-' : text) });
const context = (text: string): SlackBlock => ({ type: 'context', elements: [mrkdwn(text)] });

/** A sentence whose `code` stays code. */
function sentence(text: string): string {
  return prose(text, longest.sentence)
    .map(({ words, code }) => (code ? slackCode(words) : slackText(words)))
    .join('');
}

/**
 * The verdict as a Slack message: the decision, the three worst differences, what was not measured, and a link where one is given.
 */
export function slack(verdict: Verdict, { link = null }: SlackOptions = {}): SlackMessage {
  const { decision, summary, subject } = verdict;
  const { diverged, unmeasured } = byStatus(verdict.findings);
  const names = sideNames(verdict);
  const title = `${icons[decision]} ${decision.toUpperCase()}: ${subjectText(subject)}`;
  return {
    text: `${slackText(title, longest.header)}. ${sentence(summary)}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: slackPlain(title, longest.header), emoji: false } },
      section(sentence(summary)),
      ...groupBySubject(diverged)
        .slice(0, shown)
        .map((group) => section(difference(group, names))),
      ...rest(diverged, unmeasured),
      context(origin(verdict, link)),
    ],
    unfurl_links: false,
  };
}

function difference({ worst, others }: SubjectGroup, names: SideNames): string {
  const tolerance = toleranceText(worst);
  const values =
    worst.reference === null && worst.candidate === null
      ? sentence(messageText(worst))
      : [
          `${slackText(names.reference)} *${slackText(sideText(worst.reference))}*`,
          `${slackText(names.candidate)} *${slackText(sideText(worst.candidate))}*`,
          ...(worst.change === null ? [] : [`*${formatChange(worst.change)}*`]),
          ...(tolerance === '' ? [] : [`tolerated ${slackText(tolerance)}`]),
        ].join(', ');
  const also = others.length === 0 ? '' : `\nAlso ${slackText(othersText(others), longest.sentence)}`;
  const remedy = worst.remedy === '' ? '' : `\n_What to do:_ ${sentence(worst.remedy)}`;
  return `*${slackText(`${worst.dimension}/${worst.check}`, longest.name)}* ${slackCode(worst.subject, longest.name)} (${worst.severity})\n${values}${also}${remedy}`;
}

function rest(diverged: readonly Finding[], unmeasured: readonly Finding[]): SlackBlock[] {
  const more = groupBySubject(diverged).length - shown;
  const reasons = groupByReason(unmeasured).map(
    ({ code, findings }) => `${slackCode(code)} ${formatCount(findings.length)}`,
  );
  const lines = [
    ...(more > 0 ? [`${formatCount(more)} more differ.`] : []),
    ...(reasons.length > 0 ? [`Not measured: ${reasons.join(', ')}`] : []),
  ];
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}

function origin({ score, coverage, tool }: Verdict, link: string | null): string {
  const address = webAddress(link);
  const points = score === null ? 'no score' : `score ${Math.round(score)} of 100`;
  const words = `${points}, coverage ${formatValue(coverage, 'share')}, ${slackText(`${tool.name} ${tool.version}`, longest.name)}`;
  return address === null ? words : `<${address.replaceAll('&', '&amp;')}|Full report> · ${words}`;
}
