import { formatValue } from '../../model/format-value.ts';
import type { DimensionSummary } from '../../model/verdict.ts';
import { lines, type Markdown, md } from './md.ts';

/** Score and coverage of each dimension. */
export function dimensionTable(summaries: readonly DimensionSummary[]): Markdown {
  if (summaries.length === 0) return md``;
  const rows = summaries.map(({ id, score, coverage, status }) => {
    const points = score === null ? '' : String(Math.round(score));
    return md`| ${id} | ${points} | ${formatValue(coverage, 'share')} | ${status === 'unmeasured' ? 'not measured' : status} |`;
  });
  return md`| dimension | score | coverage | status |\n| --- | ---: | ---: | --- |\n${lines(rows)}\n`;
}
