import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataCatalogue } from '../../src/model/sections/data.ts';
import { diskUse } from '../../src/plan-shadow/server/disk-use.ts';
import { findServer } from '../../src/plan-shadow/server/find-server.ts';
import { relationUse } from '../../src/plan-shadow/server/relation-use.ts';
import { withServer } from '../../src/plan-shadow/server/with-server.ts';
import { finishBase, loadBase, openShadow } from '../../src/plan-shadow/shadow/build-shadow.ts';
import { planQueries } from '../../src/plan-shadow/shadow/plan-queries.ts';
import type { Shadow } from '../../src/plan-shadow/shadow/shadow.ts';
import { collect, fillProduction } from '../plan-shadow/shadow/production.ts';
import { type Answer, answerOf, realAnswers } from '../plan-shadow/shadow/real-answers.ts';
import { queries, schemaSql } from '../plan-shadow/shadow/real-shop.ts';
import { findPostgres, type PostgresVersion } from '../postgres-server/find-postgres.ts';
import { runProgram, startPostgres } from '../postgres-server/start-postgres.ts';
import { unprivileged } from '../postgres-server/unprivileged.ts';

const collected = 20_000;
const wanted = 14_000_000;
const limit = { seconds: 5, megabytes: 5 };
/** Orders that are really made, besides; none unless asked for. */
const generated = Number(process.env['TOLLGATE_BENCH_ORDERS'] ?? 0);
if (!(generated >= 0)) throw new Error('TOLLGATE_BENCH_ORDERS: wanted a number of orders');

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
  /** Of the shop's queries, how many are planned as the real database plans them; null where there is none. */
  readonly same: number | null;
}

async function samePlans(shadow: Shadow, database: string, real: ReadonlyMap<string, Answer>): Promise<number> {
  const named = queries.map(([name, sql]) => ({ name, sql }));
  const planned = await planQueries(shadow, { database, searchPath: ['public'] }, named);
  return planned.filter((one) => one.ok && answerOf(one.plan).steps === real.get(one.query.name)?.steps).length;
}

interface Made {
  readonly catalogue: DataCatalogue;
  readonly schema: string;
  readonly real?: ReadonlyMap<string, Answer>;
}

async function measure({ catalogue, schema, real }: Made, bin: string): Promise<Measured> {
  const start = performance.now();
  return withServer(await findServer(bin, catalogue.server.major), async (server) => {
    const shadow = await openShadow(server, catalogue);
    const base = await loadBase(shadow, { name: 'production', schema: [{ name: 'schema.sql', text: schema }] });
    const { targets } = await finishBase(shadow, base);
    const seconds = (performance.now() - start) / 1000;
    const files = targets.filter(({ relation }) => relation.path !== null);
    const paths = files.flatMap(({ relation }) => relation.path ?? []);
    return {
      tables: files.filter(({ known }) => !known.isIndex).length,
      seemingGigabytes: (files.reduce((sum, { known }) => sum + known.pages, 0) * 8192) / 1e9,
      seconds,
      relationMegabytes: (await relationUse(server.data, paths)) / 1e6,
      serverMegabytes: diskUse(server.data) / 1e6,
      same: real === undefined ? null : await samePlans(shadow, base.name, real),
    };
  });
}

const against = (value: number, most: number) => `${value.toFixed(1)} of ${most}${value <= most ? '' : ' **missed**'}`;

function row(name: string, measured: Measured, empty: Bare): string {
  const { tables, seemingGigabytes, seconds, relationMegabytes, serverMegabytes, same } = measured;
  const bare = `${empty.seconds.toFixed(1)} s, ${empty.megabytes.toFixed(0)} MB`;
  const plans = same === null ? '' : `${same} of ${queries.length}`;
  return `| ${name} | ${tables} | ${seemingGigabytes.toFixed(1)} GB | ${against(seconds, limit.seconds)} | ${against(relationMegabytes, limit.megabytes)} | ${against(serverMegabytes, limit.megabytes)} | ${bare} | ${plans} |`;
}

interface Bare {
  readonly seconds: number;
  readonly megabytes: number;
}

/** The peer: what `initdb` alone takes, before anything is in it. */
async function bareServer(bin: string): Promise<Bare> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-bench-'));
  try {
    const { uid, gid } = unprivileged();
    if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
    const start = performance.now();
    await runProgram(join(bin, 'initdb'), ['-D', join(folder, 'data'), '--locale=C', '--wal-segsize=1', '--no-sync']);
    return { seconds: (performance.now() - start) / 1000, megabytes: diskUse(folder) / 1e6 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A real database of so many orders, what is collected from it, and how it plans the shop's queries. */
async function realShop(version: PostgresVersion, orders: number): Promise<Required<Made>> {
  const server = await startPostgres({
    version,
    settings: { max_wal_size: '16GB', wal_level: 'minimal', max_wal_senders: '0', maintenance_work_mem: '512MB' },
  });
  try {
    await fillProduction(server, orders);
    const real = await realAnswers(server.url('production'), version);
    return { catalogue: await collect(server, false), schema: schemaSql, real };
  } finally {
    await server.stop();
  }
}

async function benchVersion(version: PostgresVersion): Promise<void> {
  const found = findPostgres(version);
  if ('missing' in found) {
    console.log(`skipped: ${found.missing}`);
    return;
  }
  const show = async (name: string, made: Made) => {
    const empty = await bareServer(found.bin);
    console.log(row(`${version}: ${name}`, await measure(made, found.bin), empty));
  };
  const { catalogue } = await realShop(version, collected);
  const large = enlarged(catalogue, wanted / collected);
  await show(`shop of ${wanted.toLocaleString('en')} orders, enlarged`, { catalogue: large, schema: schemaSql });
  for (const count of [10, 100, 1000]) await show(`${count} such tables`, manyTables(large, count));
  if (generated > 0) {
    const name = `shop of ${generated.toLocaleString('en')} orders, really there`;
    await show(name, await realShop(version, generated));
  }
}

/**
 * Time and disk of a shadow, with the server’s own start; the limit is five seconds and five megabytes for the shop of 14 million orders.
 *
 * The catalogue is that of a smaller shop with its numbers enlarged: a shadow is built of nothing else. TOLLGATE_BENCH_ORDERS=14000000
 * makes so many orders really, which takes minutes and some ten gigabytes, and compares the plans too.
 */
export async function benchShadow(): Promise<void> {
  console.log(
    '| PostgreSQL | tables | seems to take | built in, seconds | relations, MB of disk | whole server, MB of disk | initdb alone | planned as there |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const version of [15, 18] as const) await benchVersion(version);
  console.log(
    `\nThe limit of ${limit.megabytes} MB holds for what a shadow itself adds, the relations with their holes. The whole server misses it and always will: the catalogues that stock PostgreSQL copies for each database (see initdb alone, before anything is in it) are larger by themselves. Where everything is many tables, the time is the server’s own for CREATE TABLE and CREATE INDEX, one statement a message.`,
  );
}
