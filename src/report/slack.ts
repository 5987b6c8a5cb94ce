import type { Finding } from '../model/finding.ts';
import { formatChange, formatCount, formatValue } from '../model/format-value.ts';
import type { Decision, Verdict } from '../model/verdict.ts';
import { byStatus } from './by-status.ts';
import { slackCode, slackText } from './escape/slack-text.ts';
import { webAddress } from './escape/web-address.ts';
import { groupByReason } from './group-by-reason.ts';
import { groupBySubject, type SubjectGroup } from './group-by-subject.ts';
import { messageText } from './message-text.ts';
import { othersText } from './others-text.ts';
import { type SideNames, sideNames } from './side-names.ts';
import { sideText } from './side-text.ts';
import { context, header, headline, link, section, sentence } from './slack/blocks.ts';
import type { SlackBlock, SlackMessage } from './slack/message.ts';
import { subjectText } from './subject-text.ts';
import { toleranceText } from './tolerance-text.ts';

export interface SlackOptions {
  /** Address of the full report. */
  readonly link?: string | null;
}

const shown = 3;
/** Names are cut here; the limits of Slack are kept in `slack/`. */
const longestName = 100;
const icons: Readonly<Record<Decision, string>> = { pass: '✅', fail: '❌', inconclusive: '❔' };

/**
 * The verdict as a Slack message: the decision, the three worst differences, what was not measured, and a link where one is given.
 */
export function slack(verdict: Verdict, { link: address = null }: SlackOptions = {}): SlackMessage {
  const { decision, summary, subject } = verdict;
  const { diverged, unmeasured } = byStatus(verdict.findings);
  const names = sideNames(verdict);
  const title = `${icons[decision]} ${decision.toUpperCase()}: ${subjectText(subject)}`;
  return {
    text: `${headline(title)}. ${sentence(summary)}`,
    blocks: [
      header(title),
      section(sentence(summary)),
      ...groupBySubject(diverged)
        .slice(0, shown)
        .map((group) => section(difference(group, names))),
      ...rest(diverged, unmeasured),
      context(origin(verdict, address)),
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
  const also = others.length === 0 ? '' : `\nAlso ${slackText(othersText(others), 250)}`;
  const remedy = worst.remedy === '' ? '' : `\n_What to do:_ ${sentence(worst.remedy)}`;
  return `*${slackText(`${worst.dimension}/${worst.check}`, longestName)}* ${slackCode(worst.subject, longestName)} (${worst.severity})\n${values}${also}${remedy}`;
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

function origin({ score, coverage, tool }: Verdict, address: string | null): string {
  const points = score === null ? 'no score' : `score ${Math.round(score)} of 100`;
  const words = `${points}, coverage ${formatValue(coverage, 'share')}, ${slackText(`${tool.name} ${tool.version}`, longestName)}`;
  return webAddress(address) === null ? words : `${link(address, 'Full report')} · ${words}`;
}
