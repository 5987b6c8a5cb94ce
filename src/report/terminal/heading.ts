import { formatValue } from '../../model/format-value.ts';
import type { Decision, Verdict } from '../../model/verdict.ts';
import { sideNames } from '../side-names.ts';
import { subjectText } from '../subject-text.ts';
import { windowText } from '../window-text.ts';
import type { Screen, Style } from './screen.ts';

const colours: Readonly<Record<Decision, Style>> = { pass: 'green', fail: 'red', inconclusive: 'yellow' };

/** The verdict, then what was compared. */
export function heading(verdict: Verdict, screen: Screen): string[] {
  const names = sideNames(verdict);
  const colour = colours[verdict.decision];
  const score = verdict.score === null ? 'no score' : `score ${Math.round(verdict.score)} of 100`;
  return [
    ...screen.block(`${verdict.decision.toUpperCase()}  `, verdict.summary, { lead: colour, words: 'bold' }),
    '',
    ...screen.block('', subjectText(verdict.subject)),
    ...screen.block('', `${names.reference}: ${windowText(verdict.windows.reference)}`),
    ...screen.block('', `${names.candidate}: ${windowText(verdict.windows.candidate)}`),
    ...(verdict.question === 'canary'
      ? []
      : screen.block('', `${score}, coverage ${formatValue(verdict.coverage, 'share')}`)),
  ];
}
