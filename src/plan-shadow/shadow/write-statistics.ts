import type { Client } from 'pg';
import { type Guarded, withGuardedClient } from '../server/guard.ts';
import { type StatisticsRow, statisticsRows } from '../statistics/statistics-rows.ts';
import { clearColumns, writeColumns, writeRelations } from './catalogue-writes.ts';
import type { Target } from './find-targets.ts';
import { restoreColumns, restoreRelations } from './restore-functions.ts';
import type { Shadow } from './shadow.ts';

/** The first version with functions for it. */
const withFunctions = 18;
const rowsAtOnce = 1000;

/** Columns are found by their position, which a change of name leaves alone. */
function rowsOf({ relation, known }: Target): StatisticsRow[] {
  return known.columns.flatMap((column) => {
    const place = relation.columns.find(({ position }) => position === column.position);
    if (place === undefined) return [];
    return statisticsRows(column, {
      ...place,
      oid: relation.oid,
      schema: relation.schema,
      relation: relation.name,
    });
  });
}

interface Writing {
  readonly client: Client;
  readonly sql: string;
  readonly begin: () => void;
}

/** Writes a batch; where the server refuses it, its halves, so that one bad value costs its own column only. */
async function writeBatch(writing: Writing, batch: readonly StatisticsRow[]): Promise<StatisticsRow[]> {
  writing.begin();
  try {
    await writing.client.query(writing.sql, [JSON.stringify(batch)]);
    return [];
  } catch (error) {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) return [only];
    if (batch.length === 0) throw error;
    const middle = Math.ceil(batch.length / 2);
    const refused = await writeBatch(writing, batch.slice(0, middle));
    return [...refused, ...(await writeBatch(writing, batch.slice(middle)))];
  }
}

const withoutValues = (row: StatisticsRow): StatisticsRow => ({
  ...row,
  commonValues: null,
  commonShares: null,
  histogram: null,
  elements: null,
  elementShares: null,
  elementCounts: null,
});

async function writeAll(writing: Writing, rows: readonly StatisticsRow[]): Promise<StatisticsRow[]> {
  const refused: StatisticsRow[] = [];
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    refused.push(...(await writeBatch(writing, rows.slice(at, at + rowsAtOnce))));
  return refused;
}

/** Larger relations exist; the planner goes by the length of the file, and takes only the density from here. */
const mostPages = 2 ** 31 - 1;

const sizeOf = ({ relation, known }: Target) => ({
  oid: relation.oid,
  schema: relation.schema,
  name: relation.name,
  pages: Math.min(known.pages, mostPages),
  rows: known.rows ?? -1,
  visible: Math.min(known.allVisiblePages, mostPages),
});

/** Sizes in the catalogue; a partitioned table has none of its own. */
export async function writeSizes(shadow: Shadow, database: string, targets: readonly Target[]): Promise<void> {
  const sized = targets.filter(({ relation, known }) => relation.path !== null && known.rows !== null);
  const sql = shadow.server.major >= withFunctions ? restoreRelations : writeRelations;
  await withGuardedClient(shadow.server, guardedFor(shadow, database), (client) =>
    client.query(sql, [JSON.stringify(sized.map(sizeOf))]),
  );
}

/** A superuser touches nothing that a stranger made where another role can do it. */
function guardedFor({ server, author, allowance }: Shadow, database: string): Guarded {
  return { login: server.major >= withFunctions ? { database, role: author } : { database }, allowance };
}

/** Writes production's statistics over whatever a database of the shadow has. */
export async function writeStatistics(shadow: Shadow, database: string, targets: readonly Target[]): Promise<void> {
  const hasFunctions = shadow.server.major >= withFunctions;
  const sql = hasFunctions ? restoreColumns : writeColumns;
  const rows = targets.flatMap(rowsOf);
  await withGuardedClient(shadow.server, guardedFor(shadow, database), async (client, begin) => {
    await client.query("SET search_path = ''");
    if (hasFunctions) await client.query('SET client_min_messages = error');
    else await client.query(clearColumns, [JSON.stringify(targets.map(({ relation }) => ({ oid: relation.oid })))]);
    const writing: Writing = { client, sql, begin };
    const refused = await writeAll(writing, rows);
    const lost = await writeAll(writing, refused.map(withoutValues));
    for (const { schema, relation, position } of [...refused, ...lost])
      shadow.notes.add(`statistics of ${schema}.${relation}, column ${position}: not all could be written`);
  });
}
