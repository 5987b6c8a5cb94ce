import type { Finding } from '../../model/finding.ts';
import type { Table } from '../../model/sections/data/table.ts';
import { type DataComparison, dataFinding } from './data-comparison.ts';
import type { TablePair } from './pair-tables.ts';

/** A rule of a table, as what it says and not as what it is called. */
interface Rule {
  readonly what: string;
  readonly name: string;
  /** A check that is missing lets a row in; a key that is missing changes plans and duplicates. */
  readonly isKey: boolean;
}

function rulesOf({ constraints, foreignKeys, triggers }: Table): Rule[] {
  return [
    ...constraints.map(({ definition, name, kind, validated }) => ({
      what: `${definition.replace(/ NOT VALID$/, '')}${validated ? '' : ', not validated'}`,
      name,
      isKey: kind !== 'check',
    })),
    ...foreignKeys.map(({ columns, to, name, validated }) => ({
      what: `FOREIGN KEY (${columns.join(', ')}) REFERENCES ${to.schema}.${to.name} (${to.columns.join(', ')})${validated ? '' : ', not validated'}`,
      name,
      isKey: true,
    })),
    ...triggers.map(({ name, enabled }) => ({
      what: `the trigger ${name}${enabled ? '' : ', disabled'}`,
      name,
      isKey: false,
    })),
  ];
}

function judgeRules(data: DataComparison, { name, reference, candidate }: TablePair): Finding[] {
  if (candidate === null) return [];
  const { rules } = data.comparison.policy;
  const sides = [
    {
      own: rulesOf(reference.table),
      other: rulesOf(candidate.table),
      from: data.comparison.reference,
      to: data.comparison.candidate,
    },
    {
      own: rulesOf(candidate.table),
      other: rulesOf(reference.table),
      from: data.comparison.candidate,
      to: data.comparison.reference,
    },
  ];
  return sides.flatMap(({ own, other, from, to }) => {
    const known = new Set(other.map(({ what }) => what));
    return own
      .filter(({ what }) => !known.has(what))
      .map(({ what, name: rule, isKey }) =>
        dataFinding(data, {
          check: 'constraints',
          route: `${name}.${rule}`,
          status: 'diverged',
          severity: isKey ? rules.constraints.severity : 'observe',
          reasonCode: 'outside-tolerance',
          message: `${name}: only ${from.environment} has ${what}; ${to.environment} has not`,
        }),
      );
  });
}

/** Types that differ, and columns that only production has; what only staging has is the next release. */
function judgeColumnsOf(data: DataComparison, { name, reference, candidate }: TablePair): Finding[] {
  if (candidate === null) return [];
  const others = new Map(candidate.table.columns.map((column) => [column.name, column]));
  return reference.table.columns.flatMap((column) => {
    const other = others.get(column.name);
    const same = other !== undefined && other.type === column.type && other.nullable === column.nullable;
    if (same) return [];
    const shown = (one: typeof column) => `${one.type}${one.nullable ? '' : ' NOT NULL'}`;
    const there = other === undefined ? 'not there' : shown(other);
    return [
      dataFinding(
        data,
        {
          check: 'structure',
          route: `${name}.${column.name}`,
          status: 'diverged',
          severity: data.comparison.policy.rules.structure.severity,
          reasonCode: 'outside-tolerance',
          message: `${name}.${column.name} is ${shown(column)} in ${data.comparison.reference.environment}, ${there} in ${data.comparison.candidate.environment}`,
        },
        data.usage.ofColumn(reference.table.name, column.name),
      ),
    ];
  });
}

function missingTable(data: DataComparison, { name, reference, candidate }: TablePair): Finding[] {
  if (candidate !== null) return [];
  return [
    dataFinding(
      data,
      {
        check: 'structure',
        route: name,
        status: 'diverged',
        severity: data.comparison.policy.rules.structure.severity,
        reasonCode: 'outside-tolerance',
        message: `${data.comparison.candidate.environment} has no table ${name}`,
      },
      data.usage.ofTable(reference.table.name),
    ),
  ];
}

/** Compares tables, columns, constraints, foreign keys and triggers. */
export function judgeStructure(data: DataComparison): Finding[] {
  return data.pair.tables.flatMap((pair) => [
    ...missingTable(data, pair),
    ...judgeColumnsOf(data, pair),
    ...judgeRules(data, pair),
  ]);
}
