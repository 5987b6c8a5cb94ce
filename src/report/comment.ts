import type { Finding } from '../model/finding.ts';
import { formatCount } from '../model/format-value.ts';
import type { Verdict } from '../model/verdict.ts';
import { byStatus } from './by-status.ts';
import { Inert } from './escape/inert.ts';
import { webAddress } from './escape/web-address.ts';
import { groupByReason } from './group-by-reason.ts';
import { groupBySubject } from './group-by-subject.ts';
import { canaryTable } from './markdown/canary-table.ts';
import { differenceHead, differenceRow } from './markdown/difference-rows.ts';
import { explanation } from './markdown/explanation.ts';
import { type DocumentPart, fitParts } from './markdown/fit-parts.ts';
import { heading } from './markdown/heading.ts';
import { code, type Markdown, md, sentence } from './markdown/md.ts';
import { details, essential, table } from './markdown/parts.ts';
import { planParts } from './markdown/plans.ts';
import { sideNames } from './side-names.ts';

/** GitHub answers 422 to a comment of more than 65,536 characters; bytes are at least as many. */
const commentLimit = 65_536 - 1024;
const shown = 10;
const plansShown = 2;
const markerLength = 200;

export interface CommentOptions {
  readonly limit?: number;
  /** Address of the full report, for example of the workflow run. */
  readonly link?: string | null;
}

/**
 * The hidden first line by which a comment is found again: one per service and question.
 *
 * @example commentMarker({ service: 'shop' }, 'fidelity') // '<!-- tollgate:report:shop:fidelity -->'
 */
export function commentMarker({ service }: { readonly service: string }, question: string): string {
  const name = encodeURIComponent(service.toWellFormed()).slice(0, markerLength);
  return `<!-- tollgate:report:${name}:${question} -->`;
}

/** The short form of the verdict for a sticky pull-request comment, under its hidden marker. */
export function comment(verdict: Verdict, { limit = commentLimit, link = null }: CommentOptions = {}): string {
  const { diverged, unmeasured, accepted, matches } = byStatus(verdict.findings);
  const marker = new Inert('markdown', `${commentMarker(verdict.subject, verdict.question)}\n`);
  const counts = `Of ${formatCount(verdict.findings.length)} checks ${formatCount(matches.length)} match, ${formatCount(diverged.length)} differ, ${formatCount(accepted.length)} accepted, ${formatCount(unmeasured.length)} not measured.`;
  const parts = [
    essential(md`${marker}${heading(verdict)}`),
    ...(verdict.question === 'canary' ? [canaryTable(verdict.findings)] : differences(verdict, diverged)),
    ...planParts(verdict.findings, sideNames(verdict), plansShown),
    ...(verdict.question === 'canary' ? [] : notMeasured(unmeasured)),
    essential(md`${counts}${linkTo(link)}\n`),
  ];
  return fitParts(
    parts,
    limit,
    (count) => md`\n${formatCount(count)} of them had no room here; the full report has all of them.\n`,
  );
}

function differences(verdict: Verdict, diverged: readonly Finding[]): DocumentPart[] {
  const groups = groupBySubject(diverged).slice(0, shown);
  if (groups.length === 0) return [];
  return [
    table(
      differenceHead(sideNames(verdict)),
      groups.map(({ worst }) => differenceRow(worst)),
    ),
    details(
      md`What they mean, and what to do`,
      table(md``, groups.map(explanation), () => 0),
    ),
  ];
}

function notMeasured(findings: readonly Finding[]): DocumentPart[] {
  const groups = groupByReason(findings);
  if (groups.length === 0) return [];
  const rows = groups.map(
    ({ code: reason, findings: members, required, todo }) =>
      md`- ${code(reason)}${required && md` **(required)**`}, ${formatCount(members.length)} checks: ${sentence(todo)}\n`,
  );
  return [
    details(
      md`Not measured: ${formatCount(findings.length)} checks`,
      table(md``, rows, () => 0),
    ),
  ];
}

function linkTo(link: string | null): Markdown {
  const address = webAddress(link);
  return address === null ? md`` : new Inert('markdown', ` [Full report](${address})`);
}
