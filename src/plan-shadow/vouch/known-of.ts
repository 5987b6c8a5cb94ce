import type { Column } from '../../model/sections/data/column.ts';
import type { DataCatalogue } from '../../model/sections/data.ts';
import { jointStatistics } from '../statistics/joint-statistics.ts';
import { type KnownRelation, qualified } from '../statistics/known-relations.ts';
import type { Known } from './known.ts';

/** A relation of the shadow as far as a plan speaks of it. */
interface Placed {
  readonly relation: {
    readonly schema: string;
    readonly name: string;
    readonly predicate: string | null;
    readonly oid: string;
    readonly table: string | null;
    readonly columns: readonly {
      readonly position: number;
      readonly name: string;
      readonly isSafe: boolean;
      readonly isUsual: boolean;
    }[];
  };
  readonly known: KnownRelation;
}

/** What vouching needs of a shadow: columns by their names there, which may have changed since production. */
export function knownOf(catalogue: DataCatalogue, placed: readonly Placed[]): Known {
  const byOid = new Map(placed.map(({ relation }) => [relation.oid, qualified(relation)]));
  const tables = placed
    .filter(({ known }) => !known.isIndex)
    .map(({ relation, known }) => {
      const byPosition = new Map(known.columns.map((column) => [column.position, column]));
      const named = relation.columns.flatMap(({ position, name, isSafe, isUsual }): NamedColumn[] => {
        const column = byPosition.get(position);
        return column === undefined ? [] : [{ name, column, isWritten: isSafe && isUsual }];
      });
      return { key: qualified(relation), was: qualified(known), named };
    });
  const named = new Map(tables.map((table) => [table.was, table.named]));
  const now = new Map(placed.map(({ relation, known }) => [qualified(known), qualified(relation)]));
  const nameNow = (table: { schema: string; name: string }) => now.get(qualified(table)) ?? qualified(table);
  return {
    columns: new Map(tables.map(({ key, named }) => [key, new Map(named.map(({ name, column }) => [name, column]))])),
    unwritten: new Map(
      tables.map(({ key, named }) => [
        key,
        new Set(named.filter(({ isWritten }) => !isWritten).map(({ name }) => name)),
      ]),
    ),
    hidden: new Set(
      catalogue.tables
        .filter(({ statistics }) => statistics === 'no-privilege' || statistics === 'row-security')
        .map(nameNow),
    ),
    predicates: new Map(
      placed.flatMap(({ relation }) =>
        relation.predicate === null
          ? []
          : [[relation.name, { table: byOid.get(relation.table ?? '') ?? '', predicate: relation.predicate }] as const],
      ),
    ),
    joint: catalogue.tables.flatMap((table) =>
      table.extendedStatistics.length === 0
        ? []
        : jointOf(table, named.get(qualified(table)) ?? []).map((joint) => ({ ...joint, table: nameNow(table) })),
    ),
  };
}

/** What a shadow lacks of a table’s CREATE STATISTICS, with columns by their names in the shadow. */
function jointOf({ columns, extendedStatistics }: DataCatalogue['tables'][number], named: readonly NamedColumn[]) {
  const renamed = new Map(named.map(({ name, column }) => [column.name, name]));
  const inShadow = (names: readonly string[]) => names.map((name) => renamed.get(name) ?? name);
  const all = columns.map(({ name }) => name);
  return extendedStatistics.flatMap((one) => {
    const joint = jointStatistics(one, all);
    if (joint === null) return [];
    return [{ ...joint, columns: inShadow(joint.columns), inExpressions: inShadow(joint.inExpressions) }];
  });
}

interface NamedColumn {
  readonly name: string;
  readonly column: Column;
  readonly isWritten: boolean;
}
