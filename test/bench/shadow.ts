import type { DataCatalogue } from '../../src/model/sections/data.ts';
import { diskUse } from '../../src/plan-shadow/server/disk-use.ts';
import { findServer } from '../../src/plan-shadow/server/find-server.ts';
import { relationUse } from '../../src/plan-shadow/server/relation-use.ts';
import { withServer } from '../../src/plan-shadow/server/with-server.ts';
import { finishDatabase, loadBase, openShadow } from '../../src/plan-shadow/shadow/build-shadow.ts';
import { collect, fillProduction } from '../plan-shadow/shadow/production.ts';
import { schemaSql } from '../plan-shadow/shadow/real-shop.ts';
import { findPostgres, type PostgresVersion } from '../postgres-server/find-postgres.ts';
import { startPostgres } from '../postgres-server/start-postgres.ts';

const collected = 20_000;
const wanted = 14_000_000;
const limit = { seconds: 5, megabytes: 5 };

/** The same database, many times as large: a shadow is built of these numbers, never of rows. */
function enlarged(catalogue: DataCatalogue, factor: number): DataCatalogue {
  const more = (value: number | null) => (value === null ? null : Math.round(value * factor));
  const pages = (value: number) => Math.round(value * factor);
  return {
    ...catalogue,
    tables: catalogue.tables.map((table) => ({
      ...table,
      rows: more(table.rows),
      pages: pages(table.pages),
      allVisiblePages: pages(table.allVisiblePages),
      indexes: table.indexes.map((index) => ({ ...index, rows: more(index.rows), pages: pages(index.pages) })),
    })),
  };
}

/** So many tables like one that was collected, each with its key and one more index. */
function manyTables(catalogue: DataCatalogue, count: number): { catalogue: DataCatalogue; schema: string } {
  const orders = catalogue.tables.find(({ name }) => name === 'orders');
  if (orders === undefined) throw new Error('the shop has orders');
  const kept = new Set(['orders_pkey', 'orders_customer_id_idx']);
  const numbers = Array.from({ length: count }, (_, index) => index);
  const named = (number: number) => (text: string) => text.replaceAll('orders', `orders_${number}`);
  const tables = numbers.map((number) => {
    const rename = named(number);
    const indexes = orders.indexes
      .filter(({ name }) => kept.has(name))
      .map((index) => ({ ...index, name: rename(index.name), definition: rename(index.definition) }));
    return { ...orders, name: rename(orders.name), indexes, foreignKeys: [], constraints: [] };
  });
  const schema = numbers.map(
    (
      number,
    ) => `CREATE TABLE orders_${number} (id bigint CONSTRAINT orders_${number}_pkey PRIMARY KEY, customer_id bigint NOT NULL,
      status order_status NOT NULL, total numeric(10,2) NOT NULL, currency char(3) NOT NULL, coupon text, created_at timestamptz NOT NULL);
      CREATE INDEX orders_${number}_customer_id_idx ON orders_${number} (customer_id);`,
  );
  const type =
    "CREATE TYPE order_status AS ENUM ('pending', 'paid', 'completed', 'cancelled', 'refunded', 'legacy_hold');";
  return { catalogue: { ...catalogue, tables }, schema: type + schema.join('\n') };
}

interface Measured {
  readonly tables: number;
  readonly seemingGigabytes: number;
  readonly seconds: number;
  readonly relationMegabytes: number;
  readonly serverMegabytes: number;
}

async function measure(catalogue: DataCatalogue, schema: string, bin: string): Promise<Measured> {
  const start = performance.now();
  return withServer(await findServer(bin, catalogue.server.major), async (server) => {
    const shadow = await openShadow(server, catalogue);
    const base = await loadBase(shadow, { name: 'base', schema: [{ name: 'schema.sql', text: schema }] });
    const { targets } = await finishDatabase(shadow, base, { name: 'production', migrations: [] });
    const seconds = (performance.now() - start) / 1000;
    const files = targets.filter(({ relation }) => relation.path !== null);
    const paths = files.flatMap(({ relation }) => relation.path ?? []);
    return {
      tables: files.filter(({ known }) => !known.isIndex).length,
      seemingGigabytes: (files.reduce((sum, { known }) => sum + known.pages, 0) * 8192) / 1e9,
      seconds,
      relationMegabytes: (await relationUse(server.data, paths)) / 1e6,
      serverMegabytes: (await diskUse(server.data)) / 1e6,
    };
  });
}

function row(
  name: string,
  { tables, seemingGigabytes, seconds, relationMegabytes, serverMegabytes }: Measured,
): string {
  const shares = `${(seconds / limit.seconds).toFixed(2)} / ${(relationMegabytes / limit.megabytes).toFixed(2)}`;
  return `| ${name} | ${tables} | ${seemingGigabytes.toFixed(1)} GB | ${seconds.toFixed(1)} s | ${relationMegabytes.toFixed(1)} MB | ${serverMegabytes.toFixed(0)} MB | ${shares} |`;
}

async function benchVersion(version: PostgresVersion): Promise<void> {
  const found = findPostgres(version);
  if ('missing' in found) {
    console.log(`skipped: ${found.missing}`);
    return;
  }
  const real = await startPostgres({ version });
  let catalogue: DataCatalogue;
  try {
    await fillProduction(real, collected);
    catalogue = await collect(real, false);
  } finally {
    await real.stop();
  }
  const shop = await measure(enlarged(catalogue, wanted / collected), schemaSql, found.bin);
  console.log(row(`${version}: shop of ${wanted.toLocaleString('en')} orders`, shop));
  for (const count of [10, 100, 1000]) {
    const many = manyTables(enlarged(catalogue, wanted / collected), count);
    console.log(row(`${version}: ${count} such tables`, await measure(many.catalogue, many.schema, found.bin)));
  }
}

/**
 * Time and disk of a shadow, with the server’s own start; the limit is five seconds and five megabytes for the shop of 14 million orders.
 *
 * The catalogue is that of a smaller shop with its numbers enlarged: a shadow is built of nothing else.
 */
export async function benchShadow(): Promise<void> {
  console.log(
    '| PostgreSQL | tables | seems to take | built in | relations on disk | whole server | of the limit (time / disk) |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const version of [15, 18] as const) await benchVersion(version);
}
