import { address } from '../../model/address.ts';
import type { Finding } from '../../model/finding.ts';
import { formatChange, formatCount } from '../../model/format-value.ts';
import { checkCount } from '../check-count.ts';
import { groupBySubject, type SubjectGroup } from '../group-by-subject.ts';
import { messageText } from '../message-text.ts';
import { othersText } from '../others-text.ts';
import type { SideNames } from '../side-names.ts';
import { sideText } from '../side-text.ts';
import { toleranceText } from '../tolerance-text.ts';
import type { Screen } from './screen.ts';

const shownInFull = 5;
const shownAsLine = 15;

/** The differences, worst first: a few in full, some more in a line each, the rest counted. */
export function worst(diverged: readonly Finding[], names: SideNames, screen: Screen): string[] {
  if (diverged.length === 0) return [];
  const groups = groupBySubject(diverged);
  const full = groups
    .slice(0, shownInFull)
    .flatMap((group, index) => ['', ...inFull(group, { lead: `${index + 1}. `, names }, screen)]);
  const lines = groups.slice(shownInFull, shownInFull + shownAsLine).flatMap((group) => asLine(group, screen));
  const left = groups.length - shownInFull - shownAsLine;
  return [
    screen.style('bold', `Differences (${checkCount(diverged.length)}), worst first`),
    ...full,
    ...(lines.length === 0 ? [] : ['', ...lines]),
    ...(left > 0 ? screen.block('- ', `and ${formatCount(left)} more in the JSON and HTML reports`) : []),
  ];
}

function inFull(
  { worst, others }: SubjectGroup,
  { lead, names }: { lead: string; names: SideNames },
  screen: Screen,
): string[] {
  const indent = ' '.repeat(lead.length);
  const said = (label: string, words: string) => (words === '' ? [] : screen.block(`${indent}${label}`, words));
  return [
    ...screen.block(lead, `${address(worst)} [${worst.severity}]`, { words: 'bold' }),
    ...values(worst, names).flatMap((line) => screen.block(indent, line, { words: 'red' })),
    ...said('Also: ', othersText(others)),
    ...screen.block(indent, messageText(worst)),
    ...said('Risk: ', worst.risk),
    ...said('Do:   ', worst.remedy),
    ...screen.block(indent, `tollgate explain ${worst.fingerprint}`, { words: 'dim' }),
  ];
}

function values(finding: Finding, names: SideNames): string[] {
  const { reference, candidate, change } = finding;
  if (reference === null && candidate === null) return [];
  const tolerance = toleranceText(finding);
  return [
    [
      `${names.reference} ${sideText(reference)}`,
      `${names.candidate} ${sideText(candidate)}`,
      ...(change === null ? [] : [`change ${formatChange(change)}`]),
      ...(tolerance === '' ? [] : [`tolerated ${tolerance}`]),
    ].join(', '),
  ];
}

function asLine({ worst, others }: SubjectGroup, screen: Screen): string[] {
  const change = worst.change === null ? '' : `: ${formatChange(worst.change)}`;
  const also = others.length === 0 ? '' : ` (also ${othersText(others)})`;
  return screen.block('- ', `${address(worst)} [${worst.severity}]${change}${also}`);
}
