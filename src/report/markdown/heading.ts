import { formatValue } from '../../model/format-value.ts';
import type { Decision, Verdict } from '../../model/verdict.ts';
import { sideNames } from '../side-names.ts';
import { subjectText } from '../subject-text.ts';
import { windowText } from '../window-text.ts';
import { type Markdown, md, sentence } from './md.ts';

const icons: Readonly<Record<Decision, string>> = { pass: '✅', fail: '❌', inconclusive: '❔' };

/** The verdict and what was compared. */
export function heading(verdict: Verdict): Markdown {
  const { decision, summary, windows, score, coverage, question } = verdict;
  const names = sideNames(verdict);
  const points = score === null ? 'no score' : `score ${Math.round(score)} of 100`;
  const known = question === 'canary' ? '' : `; ${points}, coverage ${formatValue(coverage, 'share')}`;
  return md`## ${icons[decision]} ${decision.toUpperCase()}: ${sentence(summary)}

**${subjectText(verdict.subject)}**: ${names.reference} ${windowText(windows.reference)}, ${names.candidate} ${windowText(windows.candidate)}${known}

`;
}
