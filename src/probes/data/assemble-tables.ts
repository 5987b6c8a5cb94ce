import type { RawStatistics } from '../../data/raw-statistics.ts';
import { treatColumn } from '../../data/treat-column.ts';
import { withoutLiterals } from '../../data/without-literals.ts';
import { type DefinedColumn, withoutRowValues } from '../../data/without-row-values.ts';
import type { Column } from '../../model/sections/data/column.ts';
import type { Constraint, ForeignKey, Index, Table } from '../../model/sections/data/table.ts';
import type { Database } from './database.ts';
import { isSafeColumn } from './is-safe-column.ts';
import type { ColumnRow } from './queries/columns-query.ts';
import type { ConstraintRow } from './queries/constraints-query.ts';
import type { IndexRow } from './queries/indexes-query.ts';
import type { TableRow } from './queries/tables-query.ts';
import type { Relations } from './read-relations.ts';

/** Puts together what the queries gave, table by table; everything that carries a value is treated here. */
export function assembleTables(relations: Relations, database: Database): Table[] {
  const assembling: Assembling = {
    relations,
    database,
    tableByOid: new Map(relations.tables.map((row) => [row.oid, row])),
    columns: Map.groupBy(relations.columns, ({ relation }) => relation),
    statistics: Map.groupBy(relations.statistics, ({ relation }) => relation),
    indexes: Map.groupBy(relations.indexes, ({ relation }) => relation),
    constraints: Map.groupBy(relations.constraints, ({ relation }) => relation),
  };
  const triggers = Map.groupBy(relations.triggers, ({ relation }) => relation);
  const extended = Map.groupBy(relations.extendedStatistics, ({ relation }) => relation);
  return relations.tables.map((row) => {
    const constraints = assembling.constraints.get(row.oid) ?? [];
    const columns = columnsOf(assembling, row.oid, row.table);
    const defined = definedColumns(assembling, row.oid, columns);
    return {
      ...row.table,
      partitionKey: withoutValues(row.table.partitionKey),
      partitionBound: withoutValues(row.table.partitionBound),
      statistics: statisticsState(row, columns),
      columns,
      constraints: constraints.flatMap((constraint) => constraintOf(constraint, defined)),
      foreignKeys: constraints.flatMap((constraint) => foreignKeyOf(assembling, row, constraint)),
      indexes: (assembling.indexes.get(row.oid) ?? []).map((index) => indexOf(assembling, { row, defined }, index)),
      triggers: (triggers.get(row.oid) ?? []).map(({ relation: _relation, ...trigger }) => ({
        ...trigger,
        definition: withoutLiterals(trigger.definition),
      })),
      extendedStatistics: (extended.get(row.oid) ?? []).map(({ relation: _relation, ...one }) => ({
        ...one,
        definition: withoutLiterals(one.definition),
      })),
    };
  });
}

/** Bounds of a list of tenants are values of rows, and arguments of triggers hold the tokens of web hooks: nothing reads them here. */
const withoutValues = (definition: string | null) => (definition === null ? null : withoutLiterals(definition));

interface Assembling {
  readonly relations: Relations;
  readonly database: Database;
  readonly tableByOid: ReadonlyMap<string, TableRow>;
  readonly columns: ReadonlyMap<string, readonly ColumnRow[]>;
  readonly statistics: ReadonlyMap<string, readonly { name: string; raw: RawStatistics }[]>;
  readonly indexes: ReadonlyMap<string, readonly IndexRow[]>;
  readonly constraints: ReadonlyMap<string, readonly ConstraintRow[]>;
}

interface Named {
  readonly schema: string;
  readonly name: string;
  readonly rows: number | null;
}

/** A table whose statistics the view hides is not one without statistics. */
function statisticsState({ hidden }: TableRow, columns: readonly Column[]): Table['statistics'] {
  if (columns.some(({ statistics }) => statistics.length > 0)) return 'read';
  return hidden ?? 'none';
}

function columnsOf({ columns, statistics, database }: Assembling, oid: string, relation: Named): Column[] {
  const own = Map.groupBy(statistics.get(JSON.stringify([relation.schema, relation.name])) ?? [], ({ name }) => name);
  return (columns.get(oid) ?? []).map((column) => ({
    name: column.name,
    position: column.position,
    type: column.type,
    nullable: column.nullable,
    generated: column.generated,
    collation: column.collation,
    statisticsTarget: column.target,
    ...treatColumn(
      (own.get(column.name) ?? []).map(({ raw }) => raw),
      {
        type: column.base,
        isEnum: column.is_enum,
        isSafe: isSafeColumn(database.safeColumns, [relation.schema, relation.name, column.name]),
        rows: relation.rows,
        leastRows: database.leastRows,
        key: database.key,
      },
    ),
  }));
}

const constraintKinds = { p: 'primary-key', u: 'unique', c: 'check', x: 'exclusion' } as const;

/** What decides which literals of a definition may be values of rows. */
function definedColumns({ columns }: Assembling, oid: string, treated: readonly Column[]): DefinedColumn[] {
  const enums = new Set((columns.get(oid) ?? []).filter(({ is_enum }) => is_enum).map(({ name }) => name));
  return treated.map(({ name, treatment, type }) => ({ name, treatment, type, isEnum: enums.has(name) }));
}

function constraintOf(
  { kind, name, columns, definition, validated }: ConstraintRow,
  defined: readonly DefinedColumn[],
): Constraint[] {
  if (kind === 'f') return [];
  return [{ name, kind: constraintKinds[kind], columns, definition: withoutRowValues(definition, defined), validated }];
}

function foreignKeyOf({ tableByOid }: Assembling, { table }: TableRow, constraint: ConstraintRow): ForeignKey[] {
  const target = tableByOid.get(constraint.target)?.table;
  if (constraint.kind !== 'f' || target === undefined) return [];
  const fanOut = table.rows === null || target.rows === null || target.rows === 0 ? null : table.rows / target.rows;
  return [
    {
      name: constraint.name,
      columns: constraint.columns,
      to: { schema: target.schema, name: target.name, columns: constraint.target_columns },
      validated: constraint.validated,
      fanOut,
    },
  ];
}

/** Statistics of an expression stand under the name of the index; its rows are those that the index holds. */
function indexOf(
  assembling: Assembling,
  { row: { table }, defined }: { readonly row: TableRow; readonly defined: readonly DefinedColumn[] },
  index: IndexRow,
): Index {
  const rows = index.rows < 0 ? null : index.rows;
  const columns = columnsOf(assembling, index.oid, {
    schema: index.schema,
    name: index.name,
    rows: rows ?? table.rows,
  });
  return {
    name: index.name,
    definition: withoutRowValues(index.definition, defined),
    method: index.method,
    columns: index.columns,
    predicate: index.predicate === null ? null : withoutRowValues(index.predicate, defined),
    unique: index.is_unique,
    primary: index.is_primary,
    valid: index.is_valid,
    rows,
    pages: Math.max(0, index.pages),
    scans: index.scans,
    expressions: columns.filter(({ position }) => index.expressions.includes(position)),
  };
}
