import type { Finding } from '../../model/finding.ts';
import { formatCount } from '../../model/format-value.ts';
import type { PlanLine } from '../../model/plan-pair.ts';
import { rowsText } from '../plan-line-text.ts';
import { type FoldedLine, foldLines, planPairs, type ShownPlans } from '../plan-pairs.ts';
import type { SideNames } from '../side-names.ts';
import type { Screen } from './screen.ts';

const shown = 3;
const nameLength = 120;

/** Both plans of the worst queries, one under the other; the steps in which they part are marked. */
export function plans(findings: readonly Finding[], names: SideNames, screen: Screen): string[] {
  const all = planPairs(findings);
  if (all.length === 0) return [];
  const left = all.length - shown;
  return [
    screen.style(
      'bold',
      `Where the plans part (${formatCount(all.length)} ${all.length === 1 ? 'query' : 'queries, worst first'})`,
    ),
    ...all.slice(0, shown).flatMap((one) => ['', ...query(one, names, screen)]),
    ...(left > 0 ? ['', ...screen.block('- ', `and ${formatCount(left)} more in the JSON and HTML reports`)] : []),
  ];
}

function query({ finding, pair }: ShownPlans, names: SideNames, screen: Screen): string[] {
  return [
    ...screen.block('', screen.text(finding.subject, nameLength), { words: 'bold' }),
    ...tree(names.reference, pair.reference, screen),
    ...tree(names.candidate, pair.candidate, screen),
    ...(pair.leftOut > 0 ? screen.block('  ', `${formatCount(pair.leftOut)} steps are not shown.`) : []),
  ];
}

function tree(name: string, lines: readonly PlanLine[], screen: Screen): string[] {
  return [
    ...screen.block('  ', `${name}:`, { words: 'cyan' }),
    ...foldLines(lines).flatMap((line) => step(line, screen)),
  ];
}

function step(line: FoldedLine, screen: Screen): string[] {
  const indent = ' '.repeat(Math.min(line.depth, 20) * 2);
  if ('alike' in line)
    return screen.block(`      ${indent}`, `… ${formatCount(line.alike)} steps alike`, { words: 'dim' });
  const rows = rowsText(line);
  const words = `${line.words}${rows === '' ? '' : `  (${rows})`}`;
  return line.isOther
    ? screen.block(`    > ${indent}`, words, { lead: 'red', words: 'red' })
    : screen.block(`      ${indent}`, words);
}
