import type { Finding } from '../../model/finding.ts';
import type { Statement } from '../../model/sections/data/server.ts';
import type { Comparison } from '../comparison.ts';
import { type Draft, makeFinding } from '../make-finding.ts';
import type { DataPair } from './pair-tables.ts';
import type { Usage } from './queries-on.ts';

/** What every check of data is given. */
export interface DataComparison {
  readonly comparison: Comparison;
  readonly pair: DataPair;
  readonly usage: Usage;
}

const named = 3;
const longest = 90;

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Names the costliest queries that a difference endangers. */
function endangered(statements: readonly Statement[]): string {
  if (statements.length === 0) return '';
  const texts = statements.slice(0, named).map(({ text }) => short(text));
  const more = statements.length - texts.length;
  return `. Endangers: ${texts.join(' · ')}${more > 0 ? ` · and ${more} more` : ''}`;
}

/** Completes a draft of the dimension data; a difference names the queries that it endangers. */
export function dataFinding(
  { comparison }: DataComparison,
  draft: Omit<Draft, 'dimension'> & { readonly dimension?: Draft['dimension'] },
  statements: readonly Statement[] = [],
): Finding {
  const isDifferent = draft.status === 'diverged';
  const queries = statements.slice(0, named).map(({ id, text, calls }) => ({ id, text: short(text), calls }));
  return makeFinding(comparison, {
    dimension: 'data',
    ...draft,
    message: isDifferent ? draft.message + endangered(statements) : draft.message,
    ...(isDifferent && queries.length > 0 && draft.detail === undefined
      ? { detail: { kind: 'endangered', queries } }
      : {}),
  });
}
