import { formatValue } from '../../model/format-value.ts';
import type { DimensionSummary } from '../../model/verdict.ts';
import { type Html, markup } from './markup.ts';

const words: Readonly<Record<DimensionSummary['status'], string>> = {
  match: 'match',
  diverged: '◆ differs',
  unmeasured: 'not measured',
};

/** How much of each dimension was measured, and its score. */
export function coverageBars(dimensions: readonly DimensionSummary[]): Html | null {
  if (dimensions.length === 0) return null;
  const rows = dimensions.map(({ id, score, coverage, status }) => {
    const share = formatValue(coverage, 'share');
    const bar = markup`<svg height="12" role="img"><title>${id}: ${share} measured</title><rect class="track" width="100%" height="12" rx="3"/><rect class="fill" width="${Math.round(coverage * 1000) / 10}%" height="12" rx="3"/></svg>`;
    return markup`<tr class="${status}"><th scope="row">${id}</th><td class="bar">${bar}</td><td class="num">${share}</td><td class="num">${score === null ? 'none' : Math.round(score)}</td><td>${words[status]}</td></tr>\n`;
  });
  return markup`<table class="coverage"><thead><tr><th>Dimension</th><th>Measured</th><th class="num"><span class="hidden">Coverage</span></th><th class="num">Score</th><th><span class="hidden">Result</span></th></tr></thead><tbody>${rows}</tbody></table>`;
}
