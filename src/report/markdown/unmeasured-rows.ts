import { address } from '../../model/address.ts';
import type { Finding } from '../../model/finding.ts';
import { formatCount } from '../../model/format-value.ts';
import { groupByReason, type ReasonGroup } from '../group-by-reason.ts';
import { type DocumentPart } from './fit-parts.ts';
import { code, type Markdown, md, sentence } from './md.ts';
import { details, table } from './parts.ts';

const namesShown = 5;

/** What was not measured, a row per reason. */
export function unmeasuredPart(findings: readonly Finding[]): DocumentPart[] {
  if (findings.length === 0) return [];
  const groups = groupByReason(findings);
  const head = md`| reason | checks | what it means | what to do |\n| --- | ---: | --- | --- |\n`;
  const rows = table(head, groups.map(row), (index) => groups[index]?.findings.length ?? 0);
  return [details(md`Not measured: ${formatCount(findings.length)} checks`, rows)];
}

function row({ code: reason, means, todo, required, findings, answers }: ReasonGroup): Markdown {
  const names = findings
    .slice(0, namesShown)
    .map((finding, index) => md`${index > 0 && ', '}${code(address(finding))}`);
  const left = findings.length - namesShown;
  const more = left > 0 && ` and ${formatCount(left)} more`;
  const said = answers.map((answer) => md`<br>${sentence(answer, 300)}`);
  return md`| ${reason}${required && md` **(required)**`} | ${formatCount(findings.length)} | ${sentence(means)}${said}<br>${names}${more} | ${sentence(todo)} |\n`;
}
