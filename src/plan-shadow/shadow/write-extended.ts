import type { Client } from 'pg';
import { withClient } from '../server/connect.ts';
import { quoteName } from '../sql/quote.ts';
import { extendedBytes } from '../statistics/extended-bytes.ts';
import type { Shadow } from './shadow.ts';

/** Since version 15 there is one row for a table alone and one for all below it. */
const withInheritance = 15;
const types = ['pg_ndistinct', 'pg_dependencies'];

interface ExtendedRow {
  readonly schema: string;
  readonly name: string;
  /** Numbers of its columns, ascending: an object of the same name over other columns is another one. */
  readonly keys: readonly number[];
  readonly inherited: boolean;
  readonly ndistinct: string | null;
  readonly dependencies: string | null;
}

function rowsOf({ catalogue }: Shadow): readonly ExtendedRow[] {
  return catalogue.tables.flatMap((table) =>
    table.extendedStatistics.map(({ schema, name, columns, ndistinct, dependencies }) => ({
      schema,
      name,
      keys: table.columns
        .filter((one) => columns.includes(one.name))
        .map(({ position }) => position)
        .sort((one, other) => one - other),
      inherited: table.kind === 'partitioned',
      ndistinct: ndistinct === null ? null : extendedBytes('ndistinct', ndistinct),
      dependencies: dependencies === null ? null : extendedBytes('dependencies', dependencies),
    })),
  );
}

const given = `SELECT x.oid, s.inherited, ('\\x' || s.ndistinct)::bytea::pg_catalog.pg_ndistinct AS ndistinct,
    ('\\x' || s.dependencies)::bytea::pg_catalog.pg_dependencies AS dependencies
  FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS s(schema text, name text, keys int[], inherited bool, ndistinct text, dependencies text)
  JOIN pg_catalog.pg_namespace AS n ON n.nspname = s.schema
  JOIN pg_catalog.pg_statistic_ext AS x ON x.stxnamespace = n.oid AND x.stxname = s.name
    AND s.keys = ARRAY(SELECT k::int FROM unnest(x.stxkeys::int2[]) AS k ORDER BY 1)`;

async function write(client: Client, major: number, rows: readonly ExtendedRow[]): Promise<void> {
  const sql =
    major >= withInheritance
      ? `INSERT INTO pg_catalog.pg_statistic_ext_data (stxoid, stxdinherit, stxdndistinct, stxddependencies) ${given}`
      : `UPDATE pg_catalog.pg_statistic_ext_data AS d SET stxdndistinct = g.ndistinct, stxddependencies = g.dependencies
        FROM (${given}) AS g WHERE d.stxoid = g.oid`;
  // The types read no text; their bytes are those of bytea.
  for (const type of types) await client.query(`CREATE CAST (bytea AS ${quoteName(type)}) WITHOUT FUNCTION`);
  await client.query(sql, [JSON.stringify(rows)]);
  for (const type of types) await client.query(`DROP CAST (bytea AS ${quoteName(type)})`);
}

/** Writes what production keeps of columns together, as far as that is numbers: distinct combinations and dependencies. */
export async function writeExtended(shadow: Shadow, database: string): Promise<void> {
  const rows = rowsOf(shadow).filter(({ ndistinct, dependencies }) => ndistinct !== null || dependencies !== null);
  if (rows.length === 0) return;
  await withClient(shadow.server, { database }, async (client) => {
    await client.query('SET search_path = pg_catalog');
    await client.query('BEGIN');
    await write(client, shadow.server.major, rows);
    await client.query('COMMIT');
  });
}
