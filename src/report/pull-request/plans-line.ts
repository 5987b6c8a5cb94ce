import { fails } from '../../judge/decide.ts';
import { formatCount } from '../../model/format-value.ts';
import type { OwnPlans } from '../../model/own-plans.ts';
import { link } from '../markdown/link.ts';
import { code, type Markdown, md, sentence } from '../markdown/md.ts';
import { messageText } from '../message-text.ts';

/** So much of what strangers say is repeated. */
const longest = 200;

/** What the pull request’s own run says about its query plans, as its words. */
export function plansLine(plans: OwnPlans | null): Markdown[] {
  if (plans === null) return [];
  const run = link('run of this pull request', plans.url);
  if ('lack' in plans) return [md`Query plans: the ${run} says nothing that could be read (${plans.lack}).`];
  const { decision, findings, summary } = plans.verdict;
  const [worst, ...others] = findings.filter((finding) => fails(finding, 'release'));
  const more = others.length === 0 ? '' : ` And ${formatCount(others.length)} more.`;
  const what =
    worst === undefined
      ? md`${sentence(summary, longest)}`
      : md`${code(worst.subject, 100)} ${sentence(messageText(worst), longest)}.${more}`;
  return [md`Query plans: the ${run} says **${decision}**, and nobody vouches for it: ${what}`];
}

/** What of the query plans makes the check worse; null where nothing does. */
export function plansTitle(plans: OwnPlans | null): string | null {
  if (plans === null) return null;
  if ('lack' in plans) return 'The query plans of this pull request could not be read';
  switch (plans.verdict.decision) {
    case 'pass':
      return null;
    case 'fail':
      return 'A query plan gets worse, as the run of this pull request says';
    case 'inconclusive':
      return 'Not every query plan of this pull request could be judged';
  }
}
