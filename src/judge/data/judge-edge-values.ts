import type { Finding } from '../../model/finding.ts';
import { curveOf } from '../../stats/distribution.ts';
import { type DataComparison, dataFinding } from './data-comparison.ts';
import type { ColumnPair, SideColumn } from './pair-columns.ts';
import { distributionOf } from './shape/distribution-of.ts';

const year = 365.25 * 86_400;
/** A history that is this much longer reaches code that staging’s never does. */
const longer = 2;
/** So many rows without one of a hundred do not come by chance. */
const leastRows = 500;

interface Edge {
  /** What is told apart in the address. */
  readonly kind: string;
  readonly words: string;
  /** Seen exactly, not only in a sample of values. */
  readonly isCertain: boolean;
}

function labels({ reference, candidate, family }: ColumnPair): Edge[] {
  if (family !== 'exact') return [];
  const there = new Set(candidate.statistics.commonValues);
  const gone = reference.statistics.commonValues.filter((value) => !there.has(value));
  return gone.length === 0
    ? []
    : [
        {
          kind: 'values',
          words: `the value${gone.length > 1 ? 's' : ''} ${gone.map((value) => `“${value}”`).join(', ')}`,
          isCertain: true,
        },
      ];
}

function nulls({ reference, candidate }: ColumnPair): Edge[] {
  const isNew = reference.statistics.nullShare > 0 && candidate.statistics.nullShare === 0;
  return isNew ? [{ kind: 'null', words: 'null', isCertain: true }] : [];
}

const traitWords = {
  'non-ascii': 'letters beyond ASCII',
  'beyond-basic-plane': 'emoji and other characters beyond the basic plane',
  'control-character': 'control characters',
  empty: 'the empty text',
  'outer-space': 'text with space around it',
  quote: 'quotes and backslashes',
  negative: 'negative numbers',
  infinite: 'infinity',
} as const;

function traits({ reference, candidate }: ColumnPair): Edge[] {
  const there = new Set(candidate.statistics.traits);
  return reference.statistics.traits
    .filter((trait) => !there.has(trait))
    .map((trait) => ({ kind: trait, words: traitWords[trait], isCertain: false }));
}

/** Years from the oldest row to the newest. */
function history(side: SideColumn, family: ColumnPair['family']): number {
  const points = curveOf(distributionOf(side.statistics, family)).points.filter(Number.isFinite);
  return ((points.at(-1) ?? Number.NaN) - (points[0] ?? Number.NaN)) / year;
}

function oldTimes({ reference, candidate, family }: ColumnPair): Edge[] {
  if (family !== 'date' && family !== 'time') return [];
  const [left, right] = [history(reference, family), history(candidate, family)];
  if (!(left > 1 && left > right * longer)) return [];
  const words = `rows ${left.toFixed(1)} years older than the newest (there at most ${right.toFixed(1)})`;
  return [{ kind: 'old-times', words, isCertain: false }];
}

/** Finds values that production has and staging never: nulls, labels that are no longer given, other alphabets, old times. */
export function judgeEdgeValues(data: DataComparison, columns: readonly ColumnPair[]): Finding[] {
  const { severity } = data.comparison.policy.rules['edge-values'];
  const { reference, candidate } = data.comparison;
  return columns
    .filter((column) => column.candidate.rows >= leastRows && column.role === 'value')
    .flatMap((column) =>
      [...labels(column), ...nulls(column), ...traits(column), ...oldTimes(column)].map(({ kind, words, isCertain }) =>
        dataFinding(
          data,
          {
            check: 'edge-values',
            route: `${column.name} (${kind})`,
            status: 'diverged',
            severity: isCertain ? severity : 'observe',
            reasonCode: 'missing-in-candidate',
            message: `${column.name}: ${reference.environment} has ${words}, ${candidate.environment} never`,
          },
          column.statements,
        ),
      ),
    );
}
