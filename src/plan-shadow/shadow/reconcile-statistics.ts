import type { Client } from 'pg';
import type { DataCatalogue } from '../../model/sections/data.ts';
import { withGuardedClient } from '../server/guard.ts';
import { oneStatement } from '../server/one-statement.ts';
import { quoteName } from '../sql/quote.ts';
import { qualified } from '../statistics/known-relations.ts';
import type { Shadow } from './shadow.ts';

type Table = DataCatalogue['tables'][number];
type Extended = Table['extendedStatistics'][number];

const ownSql = `SELECT n.nspname AS schema, x.stxname AS name FROM pg_catalog.pg_statistic_ext AS x
  JOIN pg_catalog.pg_namespace AS n ON n.oid = x.stxnamespace`;

const quoted = ({ schema, name }: { readonly schema: string; readonly name: string }) =>
  `${quoteName(schema)}.${quoteName(name)}`;

/** Those of plain columns; the text of an expression has lost its literals. */
function definitionOf(table: Table, one: Extended): string | null {
  const kinds = one.kinds.filter((kind) => kind !== 'expressions');
  if (kinds.length === 0 || kinds.length < one.kinds.length) return null;
  return `CREATE STATISTICS ${quoted(one)} (${kinds.join(', ')}) ON ${one.columns.map(quoteName).join(', ')} FROM ${quoted(table)}`;
}

async function complete(
  client: Client,
  shadow: Shadow,
  { table, one }: { table: Table; one: Extended },
): Promise<void> {
  const definition = definitionOf(table, one);
  if (definition === null) return;
  try {
    await oneStatement(client, definition);
    shadow.notes.add(`extended statistics ${one.name} of production are not in the schema; they were added`);
  } catch {
    shadow.notes.add(`extended statistics ${one.name} of production could not be made in the shadow`);
  }
}

/**
 * Makes what production has by CREATE STATISTICS and the schema does not say.
 *
 * @param before what the schema made before a change, by schema and name (`qualified`): the change may have taken it away
 * @returns what the schema itself makes
 */
export async function reconcileStatistics(
  shadow: Shadow,
  database: string,
  before: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const guarded = { login: { database, role: shadow.author }, allowance: shadow.allowance };
  const wanted = shadow.catalogue.tables.flatMap((table) => table.extendedStatistics.map((one) => ({ table, one })));
  if (wanted.length === 0) return new Set();
  return withGuardedClient(shadow.server, guarded, async (client, begin) => {
    const { rows } = await client.query<{ schema: string; name: string }>(ownSql);
    const own = new Set(rows.map(qualified));
    for (const each of wanted) {
      if (own.has(qualified(each.one)) || before.has(qualified(each.one))) continue;
      begin();
      await complete(client, shadow, each);
    }
    return own;
  });
}
