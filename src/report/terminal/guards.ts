import type { Finding } from '../../model/finding.ts';
import { formatCount } from '../../model/format-value.ts';
import { guardLines } from '../guard-lines.ts';
import type { Screen } from './screen.ts';

const shown = 30;

/** The guards of past incidents, and what came of each. */
export function guards(findings: readonly Finding[], screen: Screen): string[] {
  const all = guardLines(findings);
  if (all.length === 0) return [];
  const left = all.length - shown;
  return [
    screen.style('bold', `Guards of past incidents (${formatCount(all.length)})`),
    ...all
      .slice(0, shown)
      .flatMap(({ word, file, message }) => screen.block(`- ${word}: `, screen.text(`${file}: ${message}`))),
    ...(left > 0 ? [`- and ${formatCount(left)} more`] : []),
  ];
}
