import { formatCount, formatValue } from '../../model/format-value.ts';
import type { Decision, Question, Verdict } from '../../model/verdict.ts';
import type { FindingsByStatus } from '../by-status.ts';
import { sideNames } from '../side-names.ts';
import { subjectText } from '../subject-text.ts';
import { windowText } from '../window-text.ts';
import { type Html, markup, sentence } from './markup.ts';

/** Each decision has a shape of its own, not only a colour. */
const shapes: Readonly<Record<Decision, Html>> = {
  pass: markup`<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><circle cx="14" cy="14" r="13"/><path d="M8 14.5l4 4 8-9"/></svg>`,
  fail: markup`<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><path class="shape" d="M9 1h10l8 8v10l-8 8H9l-8-8V9Z"/><path d="M9 9l10 10M19 9 9 19"/></svg>`,
  inconclusive: markup`<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><path class="shape" d="M14 1 27 14 14 27 1 14Z"/><path d="M10.5 11a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1-1.5 2.3M14 19.5v.5"/></svg>`,
};

const questions: Readonly<Record<Question, (reference: string, candidate: string) => string>> = {
  fidelity: (reference, candidate) => `Does ${candidate} stand truthfully for ${reference}?`,
  release: () => 'Is this build worse than the last one?',
  canary: () => 'Is the canary worse than its baseline?',
};

/** The verdict in one sentence, what was asked, and how much is known. */
export function heading(verdict: Verdict, findings: FindingsByStatus): Html {
  const { decision, summary, question, windows, score, coverage, subject } = verdict;
  const names = sideNames(verdict);
  return markup`<header class="${decision}">
<p class="asked">${questions[question](names.reference, names.candidate)}</p>
<p class="decision">${shapes[decision]}<span>${decision.toUpperCase()}</span></p>
<h1>${sentence(summary)}</h1>
<dl class="facts">
<div><dt>Subject</dt><dd>${subjectText(subject)}</dd></div>
<div><dt>${names.reference}</dt><dd>${windowText(windows.reference)}</dd></div>
<div><dt>${names.candidate}</dt><dd>${windowText(windows.candidate)}</dd></div>
${
  question !== 'canary' &&
  markup`<div><dt>Score</dt><dd>${score === null ? 'none: nothing measured' : markup`<b>${Math.round(score)}</b> of 100`}</dd></div>
`
}<div><dt>Coverage</dt><dd><b>${formatValue(coverage, 'share')}</b></dd></div>
</dl>
${counts(findings)}</header>
`;
}

/** How many checks ended how, as a bar and in words. */
function counts({ diverged, unmeasured, accepted, matches }: FindingsByStatus): Html | null {
  const all = [
    { look: 'off', count: diverged.length, words: 'differ' },
    { look: 'waived', count: accepted.length, words: 'accepted' },
    { look: 'unknown', count: unmeasured.length, words: 'not measured' },
    { look: 'same', count: matches.length, words: 'match' },
  ].filter(({ count }) => count > 0);
  if (all.length === 0) return null;
  const parts = all.map(({ look, count }) => markup`<span class="${look}" style="flex-grow:${count}"></span>`);
  const words = all.map(
    ({ look, count, words }) => markup`<li><i class="${look}"></i><b>${formatCount(count)}</b> ${words}</li>`,
  );
  return markup`<div class="counts" aria-hidden="true">${parts}</div><ul class="legend">${words}</ul>\n`;
}
