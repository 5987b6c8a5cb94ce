import type { Finding } from '../../model/finding.ts';
import { formatValue } from '../../model/format-value.ts';
import type { CheckName } from '../../model/policy.ts';
import { toleranceOf } from '../band.ts';
import { type DataComparison, dataFinding } from './data-comparison.ts';
import type { ColumnPair, SideColumn } from './pair-columns.ts';

/** A measure of a column that is compared by its size. */
interface Measure {
  readonly check: Extract<CheckName, 'nulls' | 'correlation' | 'width'>;
  readonly unit: string;
  /** How far the two sides are apart, and how far chance alone may part them. */
  readonly apart: (reference: number, candidate: number) => number;
  readonly noise: (column: ColumnPair) => number;
  readonly value: (side: SideColumn) => number | null;
  readonly applies: (column: ColumnPair) => boolean;
  readonly words: string;
}

/** Beyond three standard errors chance is no explanation. */
const errors = 3.3;
/** Of fewer rows the order on disk is an accident. */
const leastOrdered = 1000;

function nullNoise({ reference, candidate }: ColumnPair): number {
  const [n, m] = [reference.read, candidate.read];
  const pooled = (reference.statistics.nullShare * n + candidate.statistics.nullShare * m) / (n + m);
  return errors * Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
}

const isLeading = ({ table, reference }: ColumnPair) =>
  table.reference.table.indexes.some(
    ({ columns, method }) => method === 'btree' && columns[0] === reference.column.name,
  );

const measures: readonly Measure[] = [
  {
    check: 'nulls',
    unit: 'share',
    apart: (reference, candidate) => Math.abs(candidate - reference),
    noise: nullNoise,
    value: ({ statistics }) => statistics.nullShare,
    applies: () => true,
    words: 'are null',
  },
  {
    check: 'correlation',
    unit: '',
    apart: (reference, candidate) => Math.abs(candidate - reference),
    noise: () => 0,
    value: ({ statistics }) => statistics.correlation,
    applies: (column) => isLeading(column) && Math.min(column.reference.rows, column.candidate.rows) >= leastOrdered,
    words: 'is how far the order on disk follows the order of values',
  },
  {
    check: 'width',
    unit: 'bytes',
    apart: (reference, candidate) => Math.max(candidate / reference, reference / candidate) - 1,
    noise: () => 0,
    value: ({ statistics, sample }) => (sample > 0 && statistics.averageWidth > 0 ? statistics.averageWidth : null),
    applies: ({ family }) => family === 'text',
    words: 'is the average width',
  },
];

function judgeMeasure(data: DataComparison, column: ColumnPair, measure: Measure): Finding[] {
  const [reference, candidate] = [measure.value(column.reference), measure.value(column.candidate)];
  if (!measure.applies(column) || reference === null || candidate === null) return [];
  const rule = data.comparison.policy.rules[measure.check];
  const allowed = (rule.absolute ?? rule.relative ?? 0) + measure.noise(column);
  const passes = measure.apart(reference, candidate) <= allowed;
  const { environment } = data.comparison.reference;
  const [left, right] = [formatValue(reference, measure.unit), formatValue(candidate, measure.unit)];
  return [
    dataFinding(
      data,
      {
        check: measure.check,
        route: column.name,
        status: passes ? 'match' : 'diverged',
        severity: column.isUsed ? rule.severity : 'observe',
        reasonCode: passes ? 'within-tolerance' : 'outside-tolerance',
        message: `${column.name}: ${left} ${measure.words} in ${environment}, ${right} in ${data.comparison.candidate.environment}`,
        reference: { value: reference, unit: measure.unit, n: Math.round(column.reference.sample) },
        candidate: { value: candidate, unit: measure.unit, n: Math.round(column.candidate.sample) },
        tolerance: toleranceOf(rule),
      },
      column.statements,
    ),
  ];
}

/** Compares nulls, order on disk and width of each column. */
export function judgeColumns(data: DataComparison, columns: readonly ColumnPair[]): Finding[] {
  return columns.flatMap((column) => measures.flatMap((measure) => judgeMeasure(data, column, measure)));
}
