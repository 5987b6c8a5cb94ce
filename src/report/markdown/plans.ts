import type { Finding } from '../../model/finding.ts';
import { formatCount } from '../../model/format-value.ts';
import type { PlanLine } from '../../model/plan-pair.ts';
import { rowsText } from '../plan-line-text.ts';
import { type FoldedLine, foldLines, planPairs, type ShownPlans } from '../plan-pairs.ts';
import type { SideNames } from '../side-names.ts';
import type { DocumentPart } from './fit-parts.ts';
import { code, type Markdown, md, preformatted } from './md.ts';
import { details, table } from './parts.ts';

const shown = 5;

/** Both plans of the worst queries, behind a click. */
export function planParts(findings: readonly Finding[], names: SideNames, most = shown): DocumentPart[] {
  return planPairs(findings)
    .slice(0, most)
    .map((one) =>
      details(
        md`Both plans of ${code(one.finding.subject)}`,
        table(md``, [trees(one, names)], () => 0),
      ),
    );
}

function trees({ pair }: ShownPlans, names: SideNames): Markdown {
  return preformatted([...tree(names.reference, pair.reference), ...tree(names.candidate, pair.candidate)]);
}

function tree(name: string, lines: readonly PlanLine[]): { indent: number; words: string }[] {
  return [{ indent: 0, words: `${name}:` }, ...foldLines(lines).map(step)];
}

function step(line: FoldedLine): { indent: number; words: string; mark?: string } {
  const indent = 2 + 2 * Math.min(line.depth, 20);
  if ('alike' in line) return { indent, words: `… ${formatCount(line.alike)} steps alike` };
  const rows = rowsText(line);
  const words = `${line.words}${rows === '' ? '' : ` (${rows})`}`;
  return { indent, words, ...(line.isOther ? { mark: '>' } : {}) };
}
