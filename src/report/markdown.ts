import { address } from '../model/address.ts';
import type { Finding } from '../model/finding.ts';
import { formatCount } from '../model/format-value.ts';
import type { Verdict } from '../model/verdict.ts';
import { byStatus } from './by-status.ts';
import { groupBySubject } from './group-by-subject.ts';
import { canaryTable } from './markdown/canary-table.ts';
import { differenceHead, differenceRow } from './markdown/difference-rows.ts';
import { dimensionTable } from './markdown/dimension-table.ts';
import { explanation } from './markdown/explanation.ts';
import { type DocumentPart, fitParts } from './markdown/fit-parts.ts';
import { guardsPart } from './markdown/guards.ts';
import { heading } from './markdown/heading.ts';
import { code, lines, type Markdown, md, sentence } from './markdown/md.ts';
import { details, essential, table } from './markdown/parts.ts';
import { planParts } from './markdown/plans.ts';
import { unmeasuredPart } from './markdown/unmeasured-rows.ts';
import { sideNames } from './side-names.ts';
import { waiverText } from './waiver-text.ts';
import { instantText } from './window-text.ts';

/** GitHub refuses a job summary of more than 1 MiB as a whole; several steps' parts are no concern, the limit is per step. */
const summaryLimit = 1024 * 1024 - 16 * 1024;
const rowsInTheOpen = 50;
const explained = 10;

/**
 * The verdict as GitHub-flavoured Markdown for a job summary: worst findings first, the rest behind a click, cut to `limit` bytes.
 *
 * Nothing is cut in its middle; what did not fit is counted in a note at the end.
 */
export function markdown(verdict: Verdict, { limit = summaryLimit }: { readonly limit?: number } = {}): string {
  const parts = verdict.question === 'canary' ? canaryParts(verdict) : comparisonParts(verdict);
  return fitParts(
    parts,
    limit,
    (count) =>
      md`\n**${formatCount(count)} findings were left out** to stay within GitHub’s size limit; the JSON report has all of them.\n`,
  );
}

function canaryParts(verdict: Verdict): DocumentPart[] {
  return [
    essential(heading(verdict)),
    canaryTable(verdict.findings),
    ...remarks(verdict.remarks),
    essential(footer(verdict, null)),
  ];
}

function comparisonParts(verdict: Verdict): DocumentPart[] {
  const { diverged, unmeasured, accepted, matches } = byStatus(verdict.findings);
  return [
    essential(heading(verdict)),
    ...differences(verdict, diverged),
    ...planParts(verdict.findings, sideNames(verdict)),
    ...guardsPart(verdict.findings),
    essential(dimensionTable(verdict.dimensions)),
    ...together(verdict.findings),
    ...unmeasuredPart(unmeasured),
    ...acceptedPart(accepted),
    ...remarks(verdict.remarks),
    essential(footer(verdict, matches.length)),
  ];
}

function differences(verdict: Verdict, diverged: readonly Finding[]): DocumentPart[] {
  if (diverged.length === 0) return [];
  const head = differenceHead(sideNames(verdict));
  const rows = diverged.map(differenceRow);
  const rest = rows.slice(rowsInTheOpen);
  const why = groupBySubject(diverged).slice(0, explained).map(explanation);
  return [
    table(md`### Differences, worst first\n\n${head}`, rows.slice(0, rowsInTheOpen)),
    details(
      md`What the worst ones mean, and what to do`,
      table(md``, why, () => 0),
    ),
    ...(rest.length === 0 ? [] : [details(md`${formatCount(rest.length)} more differences`, table(head, rest))]),
  ];
}

function together(findings: readonly Finding[]): DocumentPart[] {
  const said = findings.filter(({ check }) => check === 'common-factor' || check === 'rank-correlation');
  return said.length === 0
    ? []
    : [
        table(
          md``,
          said.map(({ message }) => md`- ${sentence(message)}\n`),
          () => 0,
        ),
      ];
}

function acceptedPart(accepted: readonly Finding[]): DocumentPart[] {
  if (accepted.length === 0) return [];
  const rows = accepted.map((finding) => md`- ${code(address(finding))}: ${sentence(waiverText(finding))}\n`);
  return [details(md`Accepted: ${formatCount(accepted.length)}`, table(md``, rows))];
}

function remarks(said: readonly string[]): DocumentPart[] {
  return said.length === 0
    ? []
    : [
        details(
          md`Remarks`,
          table(
            md``,
            said.map((remark) => md`- ${sentence(remark)}\n`),
            () => 0,
          ),
        ),
      ];
}

function footer({ tool, configHash, generatedAt, reasonCode }: Verdict, matches: number | null): Markdown {
  return lines([
    md`${matches !== null && `${formatCount(matches)} ${matches === 1 ? 'check matches' : 'checks match'}. `}<sub>${tool.name} ${tool.version}, configuration ${code(configHash)}, ${instantText(generatedAt)}, reason ${code(reasonCode)}</sub>`,
  ]);
}
