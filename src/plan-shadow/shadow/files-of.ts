import type { Target } from './find-targets.ts';
import type { Inflated } from './inflate.ts';
import { keyWidthOf } from './size-new-indexes.ts';

/**
 * The files of what production knows the size of.
 *
 * @param all also the tables of the indexes among `targets`
 */
export function filesOf(targets: readonly Target[], all: readonly Target[]): readonly Inflated[] {
  const tables = new Map(all.map((target) => [target.relation.oid, target.known]));
  return targets.flatMap(({ relation, known }) => {
    if (relation.path === null || known.rows === null) return [];
    const table = tables.get(relation.table ?? '');
    const keyWidth = relation.method === 'btree' && table !== undefined ? keyWidthOf(relation, table) : null;
    return [{ path: relation.path, pages: known.pages, keyWidth }];
  });
}
