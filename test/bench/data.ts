import { Client } from 'pg';
import type { Profile } from '../../src/model/profile.ts';
import type { DataCatalogue } from '../../src/model/sections/data.ts';
import { productionShop, shopSql, stagingShop } from '../fixtures/database/shop.ts';
import { verdictOnData } from '../judge/data/compared.ts';
import { type PostgresServer, startPostgres } from '../postgres-server/start-postgres.ts';
import { database, profileOf } from '../probes/data/collected.ts';
import { pairedMedians } from './median-of.ts';

/** Orders of the large database; fourteen million take minutes to make. */
const most = Number(process.env['TOLLGATE_BENCH_ORDERS'] ?? 14_000_000);
if (!(most >= 1000)) throw new Error('TOLLGATE_BENCH_ORDERS: wanted a number of orders, at least 1000');
const sizes = [Math.round(most / 14), most];

async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** In milliseconds. */
const budgets = { compare: 1000, collect: 2000 };

const against = (spent: number, budget: number) =>
  `${spent.toFixed(0)} ms of ${budget} ms${spent <= budget ? '' : ' **missed**'}`;

/** How many times longer than the smaller one before it, so that growth is seen and not only size. */
const growth = (spent: number, before: number | null) => (before === null ? '' : `× ${(spent / before).toFixed(1)}`);

async function scans(server: PostgresServer, name: string): Promise<number> {
  const [row] = await server.run(
    'SELECT pg_stat_force_next_flush(), sum(seq_scan)::int AS scans FROM pg_stat_user_tables',
    name,
  );
  return Number(row?.['scans']);
}

/** The least that any collector must do: connect, and read the statistics that PostgreSQL keeps. */
async function bareStatistics(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('SELECT * FROM pg_stats');
  await client.query('SELECT * FROM pg_class');
  await client.end();
}

async function benchCollect(server: PostgresServer): Promise<void> {
  let last: number | null = null;
  for (const orders of sizes) {
    const name = `shop${orders}`;
    const built = await time(() =>
      server.createDatabase(name, { sql: shopSql(productionShop(orders, { mostItems: 1 })) }),
    );
    const url = server.url(name);
    const before = await scans(server, name);
    const { a, b, ratio } = await pairedMedians(
      5,
      () => time(() => profileOf('production', database(url))),
      () => time(() => bareStatistics(url)),
    );
    const text = JSON.stringify(await profileOf('production', database(url)));
    console.log(
      `| ${orders.toLocaleString('en')} | ${(built / 1000).toFixed(0)} s | ${against(a, budgets.collect)} | ${growth(a, last)} | ${b.toFixed(0)} ms | ${ratio.toFixed(2)} | ${(await scans(server, name)) - before} | ${(text.length / 1000).toFixed(0)} kB |`,
    );
    await server.run(`DROP DATABASE ${name}`);
    last = a;
  }
}

/** A catalogue with as many tables and columns as wanted, each a copy of a real one under another name. */
function enlarged(profile: Profile, tables: number, columns: number): Profile {
  const data = profile.catalogues?.data;
  if (data === undefined) throw new Error('the profile has no catalogue');
  const all = data.tables.flatMap((table) => table.columns);
  const perTable = Math.round(columns / tables);
  const large: DataCatalogue['tables'] = Array.from({ length: tables }, (_, at) => {
    const table = data.tables[at % data.tables.length];
    if (table === undefined) throw new Error('the catalogue has no table');
    const own = Array.from({ length: perTable }, (_, index) => {
      const column = all[(at + index) % all.length];
      if (column === undefined) throw new Error('the catalogue has no column');
      return { ...column, name: `${column.name}_${index}`, position: index + 1 };
    });
    return { ...table, name: `${table.name}_${at}`, columns: own };
  });
  return { ...profile, catalogues: { data: { ...data, tables: large } } };
}

async function benchCompare(server: PostgresServer): Promise<void> {
  await server.createDatabase('large', { sql: shopSql(productionShop(40_000)) });
  await server.createDatabase('small', { sql: shopSql(stagingShop(12_000)) });
  const [left, right] = [
    await profileOf('production', database(server.url('large'))),
    await profileOf('staging', database(server.url('small'))),
  ];
  let last: number | null = null;
  for (const tables of [100, 1000]) {
    const columns = tables * 20;
    const [reference, candidate] = [enlarged(left, tables, columns), enlarged(right, tables, columns)];
    const texts = [JSON.stringify(reference), JSON.stringify(candidate)];
    const { a, b, ratio } = await pairedMedians(
      5,
      () => time(() => verdictOnData(reference, candidate)),
      () => time(() => texts.map((text) => JSON.parse(text) as unknown)),
    );
    console.log(
      `| ${tables} | ${columns.toLocaleString('en')} | ${against(a, budgets.compare)} | ${growth(a, last)} | ${b.toFixed(0)} ms | ${ratio.toFixed(2)} | ${verdictOnData(reference, candidate).findings.length} |`,
    );
    last = a;
  }
}

/** How long it takes to read the statistics of a large database, and to compare many tables. */
export async function benchData(): Promise<void> {
  const server = await startPostgres({
    version: 15,
    settings: { max_wal_size: '16GB', wal_level: 'minimal', max_wal_senders: '0' },
  });
  try {
    console.log('| tables | columns | compare | growth | JSON.parse of both profiles | ratio | findings |');
    console.log('| --- | --- | --- | --- | --- | --- | --- |');
    await benchCompare(server);
    console.log(
      '\n| orders | built in | collect | growth | bare SELECT from pg_stats and pg_class | ratio | scans of tables | profile |',
    );
    console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
    await benchCollect(server);
  } finally {
    await server.stop();
  }
}
