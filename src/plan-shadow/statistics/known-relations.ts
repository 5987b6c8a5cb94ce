import type { Column } from '../../model/sections/data/column.ts';
import type { DataCatalogue } from '../../model/sections/data.ts';

/** What production knows of one relation: of a table, or of an index. */
export interface KnownRelation {
  readonly schema: string;
  readonly name: string;
  readonly isIndex: boolean;
  readonly rows: number | null;
  readonly pages: number;
  readonly allVisiblePages: number;
  readonly columns: readonly Column[];
}

const indexesOf = (table: DataCatalogue['tables'][number]): KnownRelation[] =>
  table.indexes.map(({ name, rows, pages, expressions }) => ({
    schema: table.schema,
    name,
    isIndex: true,
    rows: rows ?? table.rows,
    pages,
    allVisiblePages: 0,
    columns: expressions,
  }));

/** Everything that has a size or statistics in production. */
export function knownRelations({ tables }: Pick<DataCatalogue, 'tables'>): readonly KnownRelation[] {
  return tables.flatMap((table) => [{ ...table, isIndex: false }, ...indexesOf(table)]);
}

/**
 * One text for a schema and a name, which no other pair has.
 *
 * @example qualified({ schema: 'a.b', name: 'c' }) === qualified({ schema: 'a', name: 'b.c' }) // false
 */
export function qualified({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return JSON.stringify([schema, name]);
}
