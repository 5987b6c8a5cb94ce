import { filesOf } from './files-of.ts';
import type { Target } from './find-targets.ts';
import { inflate } from './inflate.ts';
import type { Shadow } from './shadow.ts';
import { writeSizes } from './write-statistics.ts';

/** Rows that tables of a shadow shall seem to have, by the tables' numbers (OIDs). */
export type Sizes = ReadonlyMap<string, number>;

/** A relation so many times as large, as dense as it is in production. */
function scaled({ relation, known }: Target, factor: number): Target {
  const pages = known.pages === 0 ? 0 : Math.max(1, Math.ceil(known.pages * factor));
  const allVisiblePages = Math.floor(known.allVisiblePages * factor);
  return { relation, known: { ...known, rows: Math.round((known.rows ?? 0) * factor), pages, allVisiblePages } };
}

/**
 * Makes tables of a shadow, and their indexes, seem to have other numbers of rows; the distribution of values stays production's.
 *
 * @param targets every relation of the database; the tables that `sizes` does not name stay as they are
 */
export async function resize(
  shadow: Shadow,
  { database, targets }: { readonly database: string; readonly targets: readonly Target[] },
  sizes: Sizes,
): Promise<void> {
  const full = new Map(targets.map(({ relation, known }) => [relation.oid, known.rows]));
  const changed = targets.flatMap((target) => {
    const table = target.relation.table ?? target.relation.oid;
    const [rows, before] = [sizes.get(table), full.get(table) ?? 0];
    return rows === undefined || before === 0 || target.known.rows === null ? [] : [scaled(target, rows / before)];
  });
  await writeSizes(shadow, database, changed);
  await inflate(shadow, filesOf(changed, targets));
  await shadow.server.restart();
}
