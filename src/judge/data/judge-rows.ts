import type { Finding } from '../../model/finding.ts';
import { formatChange, formatValue } from '../../model/format-value.ts';
import { percentBand, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import type { Draft } from '../make-finding.ts';
import { type DataComparison, dataFinding } from './data-comparison.ts';
import type { TablePair } from './pair-tables.ts';

const inRows = (rows: number) => formatValue(rows, 'rows');

type Outcome = Pick<Draft, 'status' | 'reasonCode' | 'message'>;

function outcomeOf({ reference, candidate, policy }: Comparison, { name, ...rows }: Rows): Outcome {
  if (rows.reference === null || rows.candidate === null) {
    const who = rows.reference === null ? reference.environment : candidate.environment;
    const message = `${name} was never analysed in ${who}, so its rows are not known`;
    return { status: 'unmeasured', reasonCode: 'never-analysed', message };
  }
  const change = formatChange(rows.reference === 0 ? null : rows.candidate / rows.reference - 1);
  const message = `${name}: ${inRows(rows.reference)} in ${reference.environment}, ${inRows(rows.candidate)} in ${candidate.environment} (${change})`;
  const scale = policy.scale.rows ?? 1;
  if (scale === 'any') return { status: 'match', reasonCode: 'declared-any', message };
  const band = percentBand(policy.rules.rows, rows.reference * scale);
  // A table that is empty in production says nothing about how many rows staging should have.
  const passes = rows.reference === 0 || (rows.candidate >= band.low && rows.candidate <= band.high);
  return passes
    ? { status: 'match', reasonCode: 'within-tolerance', message }
    : { status: 'diverged', reasonCode: 'outside-tolerance', message };
}

interface Rows {
  readonly name: string;
  readonly reference: number | null;
  readonly candidate: number | null;
}

const sideOf = (rows: number | null) => (rows === null ? null : { value: rows, unit: 'rows', n: null });

function judgeTable(data: DataComparison, { name, reference, candidate }: TablePair): Finding {
  const { comparison } = data;
  const rule = comparison.policy.rules.rows;
  const rows = { name, reference: reference.rows, candidate: candidate === null ? 0 : candidate.rows };
  const draft = {
    check: 'rows',
    route: name,
    severity: rows.reference !== null && rows.reference >= rule.minimum ? rule.severity : 'observe',
    ...outcomeOf(comparison, rows),
    reference: sideOf(rows.reference),
    candidate: sideOf(rows.candidate),
    tolerance: toleranceOf(rule),
  } as const;
  return dataFinding(data, draft, data.usage.ofTable(reference.table.name));
}

/** Compares how many rows each table has: bands of a ratio, not equality, for staging need not be as large. */
export function judgeRows(data: DataComparison): Finding[] {
  return data.pair.tables.map((pair) => judgeTable(data, pair));
}
