import type { Finding } from '../../../model/finding.ts';
import type { ReasonCode } from '../../../model/reason-codes.ts';
import type { Treatment } from '../../../model/sections/data/statistics.ts';
import { toleranceOf } from '../../band.ts';
import { type DataComparison, dataFinding } from '../data-comparison.ts';
import type { ColumnPair } from '../pair-columns.ts';
import { categoryShape } from './category-shape.ts';
import { numberShape } from './number-shape.ts';
import type { Shape } from './shape.ts';

/** Why the values of a column cannot be compared; null where they can. */
function obstacle({ pair }: DataComparison, { reference, candidate, family }: ColumnPair): ReasonCode | null {
  const treatments: Treatment[] = [reference.column.treatment, candidate.column.treatment];
  if (treatments.includes('hidden')) return 'key-missing';
  // Plain numbers and rounded ones are numbers all the same.
  const asNumbers = family !== 'text' && family !== 'exact' && !treatments.includes('hashed');
  if (treatments[0] !== treatments[1] && !asNumbers) return 'treatment-mismatch';
  const isHashed = treatments.includes('hashed');
  return isHashed && pair.reference.redaction.keyId !== pair.candidate.redaction.keyId ? 'key-mismatch' : null;
}

function shapeOf(column: ColumnPair): Shape | null {
  return column.family === 'text' || column.family === 'exact' ? categoryShape(column) : numberShape(column);
}

/** Beyond the tolerance and the noise: different. Within the tolerance, though chance alone would allow more: not measured. */
function place({ distance, noise }: Shape, allowed: number, isWhole: boolean): Pick<Finding, 'status' | 'reasonCode'> {
  if (distance - noise >= allowed) return { status: 'diverged', reasonCode: 'outside-tolerance' };
  // Where ANALYZE read every row of both sides, what it found alike is alike.
  if (isWhole && distance <= allowed) return { status: 'match', reasonCode: 'within-tolerance' };
  if (!(noise <= allowed)) return { status: 'unmeasured', reasonCode: 'sample-too-small' };
  return { status: 'match', reasonCode: 'within-tolerance' };
}

function judgeColumn(data: DataComparison, column: ColumnPair): Finding[] {
  // A key that only counts rows has no shape of its own.
  const isEmpty = Math.min(column.reference.sample, column.candidate.sample) < 1;
  const shape = column.role === 'key' || isEmpty ? null : shapeOf(column);
  if (shape === null) return [];
  const rule = data.comparison.policy.rules.shape;
  const { reference, candidate } = data.comparison;
  const isWhole = [column.reference, column.candidate].every(({ read, rows }) => read >= rows);
  const placed = place(shape, rule.absolute ?? 0, isWhole);
  const how = placed.status === 'diverged' ? 'differently' : 'much the same way';
  return [
    dataFinding(
      data,
      {
        check: 'shape',
        route: column.name,
        severity: column.isUsed ? rule.severity : 'observe',
        ...placed,
        message: `${column.name}: the values are spread ${how} in ${candidate.environment} and in ${reference.environment}: ${shape.words} (${shape.measure} distance ${shape.distance.toFixed(2)}, chance explains ${shape.noise.toFixed(2)})`,
        reference: { value: 0, unit: 'distance', n: Math.round(column.reference.sample) },
        candidate: { value: shape.distance, unit: 'distance', n: Math.round(column.candidate.sample) },
        tolerance: toleranceOf(rule),
      },
      column.statements,
    ),
  ];
}

/** Columns whose values cannot be compared, said once for each table and reason. */
function unmeasured(data: DataComparison, columns: readonly ColumnPair[]): Finding[] {
  const groups = Map.groupBy(columns, (column) => `${column.table.name}\n${obstacle(data, column)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const reasonCode = first === undefined ? null : obstacle(data, first);
    if (first === undefined || reasonCode === null) return [];
    const names = group.map(({ reference }) => reference.column.name);
    return [
      dataFinding(data, {
        check: 'shape',
        route: `${first.table.name} (${reasonCode})`,
        status: 'unmeasured',
        severity: group.some(({ isUsed }) => isUsed) ? data.comparison.policy.rules.shape.severity : 'observe',
        reasonCode,
        message: `the values of ${names.join(', ')} cannot be compared`,
      }),
    ];
  });
}

/** Compares how the values of each column are spread: numbers and times by their order, everything else by its common values. */
export function judgeShape(data: DataComparison, columns: readonly ColumnPair[]): Finding[] {
  const isCompared = (column: ColumnPair) => obstacle(data, column) === null;
  return [
    ...columns.filter(isCompared).flatMap((column) => judgeColumn(data, column)),
    ...unmeasured(
      data,
      columns.filter((column) => !isCompared(column) && column.role !== 'key'),
    ),
  ];
}
