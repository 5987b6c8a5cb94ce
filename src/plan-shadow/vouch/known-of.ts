import type { Column } from '../../model/sections/data/column.ts';
import type { DataCatalogue } from '../../model/sections/data.ts';
import { isReproduced } from '../statistics/is-reproduced.ts';
import { type KnownRelation, qualified } from '../statistics/known-relations.ts';
import type { Known } from './vouch.ts';

/** A relation of the shadow as far as a plan speaks of it. */
interface Placed {
  readonly relation: {
    readonly schema: string;
    readonly name: string;
    readonly predicate: string | null;
    readonly oid: string;
    readonly table: string | null;
    readonly columns: readonly { readonly position: number; readonly name: string }[];
  };
  readonly known: KnownRelation;
}

/** What vouching needs of a shadow: columns by their names there, which may have changed since production. */
export function knownOf(catalogue: DataCatalogue, placed: readonly Placed[]): Known {
  const byOid = new Map(placed.map(({ relation }) => [relation.oid, qualified(relation)]));
  const columns = placed
    .filter(({ known }) => !known.isIndex)
    .map(({ relation, known }) => {
      const byPosition = new Map(known.columns.map((column) => [column.position, column]));
      const named = relation.columns.flatMap(({ position, name }): [string, Column][] => {
        const column = byPosition.get(position);
        return column === undefined ? [] : [[name, column]];
      });
      return [qualified(relation), new Map(named)] as const;
    });
  const now = new Map(placed.map(({ relation, known }) => [qualified(known), qualified(relation)]));
  const nameNow = (table: { schema: string; name: string }) => now.get(qualified(table)) ?? qualified(table);
  return {
    columns: new Map(columns),
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
    extended: catalogue.tables.flatMap((table) =>
      table.extendedStatistics
        .filter((one) => !isReproduced(one))
        .map((one) => ({ table: nameNow(table), columns: one.columns })),
    ),
  };
}
