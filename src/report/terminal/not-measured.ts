import { address } from '../../model/address.ts';
import type { Finding } from '../../model/finding.ts';
import { formatCount } from '../../model/format-value.ts';
import { checkCount } from '../check-count.ts';
import { groupByReason, type ReasonGroup } from '../group-by-reason.ts';
import { someOf } from '../some-of.ts';
import type { Screen } from './screen.ts';

const namesShown = 5;
const nameLength = 80;

/** What was not measured: a paragraph per reason, however many checks it concerns. */
export function notMeasured(findings: readonly Finding[], screen: Screen): string[] {
  if (findings.length === 0) return [];
  const title = screen.style('bold', `Not measured (${checkCount(findings.length)})`);
  return [title, ...groupByReason(findings).flatMap((group) => paragraph(group, screen))];
}

function paragraph(group: ReasonGroup, screen: Screen): string[] {
  const names = group.findings.map((finding) => screen.text(address(finding), nameLength));
  const required = group.required ? ', required' : '';
  return [
    ...screen.block('- ', `${group.code} (${formatCount(names.length)}${required}): ${group.means}`, {
      words: 'yellow',
    }),
    ...group.answers.flatMap((answer) => screen.block('  ', answer)),
    ...screen.block('  ', someOf(names, namesShown)),
    ...screen.block('  Do: ', group.todo),
  ];
}
