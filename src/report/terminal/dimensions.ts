import { formatValue } from '../../model/format-value.ts';
import type { DimensionSummary } from '../../model/verdict.ts';
import type { Screen, Style } from './screen.ts';

const columns = { id: 15, score: 6, coverage: 10 } as const;
const styles: Readonly<Record<DimensionSummary['status'], Style>> = {
  match: 'green',
  diverged: 'red',
  unmeasured: 'yellow',
};
const words: Readonly<Record<DimensionSummary['status'], string>> = {
  match: 'match',
  diverged: 'diverged',
  unmeasured: 'not measured',
};

/** A table of the dimensions with score and coverage. */
export function dimensions(summaries: readonly DimensionSummary[], screen: Screen): string[] {
  if (summaries.length === 0) return [];
  const row = (id: string, score: string, coverage: string) =>
    screen.cell(id, columns.id) +
    screen.cell(score, columns.score, 'right') +
    screen.cell(coverage, columns.coverage, 'right');
  return [
    screen.style('bold', row('Dimensions', 'score', 'coverage')),
    ...summaries.map(({ id, score, coverage, status }) => {
      const front = row(id, score === null ? '-' : String(Math.round(score)), formatValue(coverage, 'share'));
      return `${front}  ${screen.style(styles[status], words[status])}`;
    }),
  ];
}
