import { Client } from 'pg';
import { expect, it } from 'vitest';
import { productionShop, shopSql } from '../../fixtures/database/shop.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion } from '../../postgres-server/find-postgres.ts';
import { type Row, showCounters } from '../../postgres-server/start-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { catalogueOf, database, profileOf, tableOf } from './collected.ts';

const things = `
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TABLE events (id integer GENERATED ALWAYS AS IDENTITY, happened date NOT NULL, size positive, tags text[], flags boolean[],
  doubled integer GENERATED ALWAYS AS (size * 2) STORED, town text, country text) PARTITION BY RANGE (happened);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO events (happened, size, tags, flags, town, country)
  SELECT date '2025-01-01' + i % 700, 1 + i % 50, ARRAY['a', 'b' || i % 3], ARRAY[i % 2 = 0], 'town' || i % 20, 'country' || i % 20 / 5
  FROM generate_series(1, 5000) AS i;
CREATE STATISTICS events_place (dependencies, ndistinct) ON town, country FROM events_2025;
CREATE INDEX events_month ON events_2025 ((happened - date '2025-01-01'), id) INCLUDE (size) WHERE size > 5;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touched BEFORE INSERT ON events_2026 FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE events_2026 DISABLE TRIGGER touched;
CREATE TABLE empty_one (id smallserial PRIMARY KEY, other smallint);
ALTER TABLE empty_one ADD CONSTRAINT itself FOREIGN KEY (other) REFERENCES empty_one NOT VALID;
SELECT setval('empty_one_id_seq', 30000);
ANALYZE events; ANALYZE events_2025; ANALYZE events_2026;
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'events_month'::regclass;
CREATE ROLE shop_app LOGIN; GRANT CREATE ON SCHEMA public TO shop_app;`;

/** Since 18 a generated column need not be stored. */
const virtual = (version: number) =>
  version < 18 ? '' : 'ALTER TABLE empty_one ADD twice integer GENERATED ALWAYS AS (other * 2) VIRTUAL;';

describeWithPostgres('what is collected from a database', everyVersion, (version) => {
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.createDatabase('shop', { sql: shopSql(productionShop(20_000)) });
    await postgres.createDatabase('things', { sql: things + virtual(version) });
  });
  const shop = () => catalogueOf(database(server().url('shop'), { role: 'shop_app' }));
  const others = () => catalogueOf(database(server().url('things'), { role: 'shop_app' }));

  it('is the server, its settings and its rights', async () => {
    const { server: found, role, activity } = await others();
    expect(found).toMatchObject({ major: version, replica: false, blockSize: 8192, database: { encoding: 'UTF8' } });
    expect(found.extensions.map(({ name }) => name)).toEqual(['plpgsql']);
    expect(found.settings.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['enable_seqscan', 'random_page_cost', 'work_mem', 'effective_cache_size', 'jit']),
    );
    expect(role).toMatchObject({ name: 'shop_app', superuser: false, createsIn: ['public'], owns: 0 });
    expect(activity.connections?.maximum).toBe(100);
  });

  it('is rows, pages and keys of every table', async () => {
    const catalogue = await shop();
    const orders = tableOf(catalogue, 'orders');
    expect(orders).toMatchObject({ rows: 20_000, statistics: 'read', parent: null });
    expect(orders.analyzedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+Z$/);
    expect(orders.foreignKeys).toEqual([
      {
        name: 'orders_customer_id_fkey',
        columns: ['customer_id'],
        to: { schema: 'public', name: 'customers', columns: ['id'] },
        validated: true,
        fanOut: 20_000 / 870,
      },
    ]);
    const open = orders.indexes.find(({ name }) => name === 'orders_open_idx');
    expect(open?.predicate).toContain('pending');
    const lower = tableOf(catalogue, 'customers').indexes.find(({ name }) => name === 'customers_lower_email_idx');
    expect(lower).toMatchObject({ columns: [null], expressions: [{ name: 'lower', treatment: 'hashed' }] });
    expect(lower?.expressions[0]?.statistics).toHaveLength(1);
  });

  it('is partitions with the statistics of the whole, and what PostgreSQL knows beside columns', async () => {
    const catalogue = await others();
    const whole = tableOf(catalogue, 'events');
    expect(whole).toMatchObject({ kind: 'partitioned', partitionKey: 'RANGE (happened)' });
    expect(whole.columns.find(({ name }) => name === 'size')?.statistics.map(({ inherited }) => inherited)).toEqual([
      true,
    ]);
    const part = tableOf(catalogue, 'events_2025');
    expect(part).toMatchObject({ parent: { schema: 'public', name: 'events' }, statistics: 'read' });
    expect(part.partitionBound).toBe('FOR VALUES FROM ($1) TO ($2)');
    expect(part.columns.map(({ name, generated, treatment }) => [name, generated, treatment])).toEqual([
      ['id', version < 17 ? null : 'identity', 'rounded'],
      ['happened', null, 'rounded'],
      ['size', null, 'rounded'],
      ['tags', null, 'hashed'],
      ['flags', null, 'plain'],
      ['doubled', 'stored', 'rounded'],
      ['town', null, 'hashed'],
      ['country', null, 'hashed'],
    ]);
    expect(part.columns.find(({ name }) => name === 'tags')?.statistics[0]?.elements?.values).toHaveLength(4);
    expect(part.extendedStatistics).toMatchObject([{ name: 'events_place', kinds: ['ndistinct', 'dependencies'] }]);
    expect(part.extendedStatistics[0]?.dependencies).toContain('1.0');
    expect(part.indexes[0]).toMatchObject({
      valid: false,
      columns: [null, 'id'],
      predicate: expect.stringContaining('5'),
    });
    expect(tableOf(catalogue, 'events_2026').triggers).toMatchObject([{ name: 'touched', enabled: false }]);
  });

  it('says that a table was never analysed, and how near a key is to its end', async () => {
    const catalogue = await others();
    const empty = tableOf(catalogue, 'empty_one');
    expect([empty.rows, empty.statistics, empty.columns[0]?.generated]).toEqual([null, 'none', 'serial']);
    expect(empty.columns[2]?.generated).toBe(version < 18 ? undefined : 'virtual');
    expect(empty.foreignKeys[0]?.validated).toBe(false);
    expect(catalogue.sequences.find(({ name }) => name === 'empty_one_id_seq')).toMatchObject({
      last: 30_000,
      limit: 32_767,
      column: 'public.empty_one.id',
    });
  });

  it('does not take for a change what one session loads and then analyses', async () => {
    const loader = new Client({ connectionString: server().url('things') });
    await loader.connect();
    const steps = [
      'CREATE TABLE loaded (id int)',
      'INSERT INTO loaded SELECT generate_series(1, 3000)',
      'ANALYZE loaded',
    ];
    for (const sql of steps) await loader.query(sql);
    await loader.end();
    await server().run(showCounters(version), 'things');
    const [counted] = await server().run(
      "SELECT n_mod_since_analyze::int AS rows FROM pg_stat_user_tables WHERE relname = 'loaded'",
      'things',
    );
    expect(counted).toEqual({ rows: 3000 });
    expect(tableOf(await others(), 'loaded').modificationsSinceAnalyze).toBe(0);
    await server().run('INSERT INTO loaded SELECT generate_series(1, 500)', 'things');
    await server().run(showCounters(version), 'things');
    expect(tableOf(await others(), 'loaded').modificationsSinceAnalyze).toBeGreaterThanOrEqual(500);
  });

  it('costs no scan of any table and changes nothing', async () => {
    const scans = (): Promise<readonly Row[]> =>
      server().run(
        `${showCounters(version)}; SELECT sum(seq_scan)::int AS scans, sum(n_tup_ins + n_tup_upd + n_tup_del)::int AS writes FROM pg_stat_user_tables`,
        'shop',
      );
    const before = await scans();
    await shop();
    expect(await scans()).toEqual(before);
    await server().run('SELECT count(*) FROM orders', 'shop');
    expect(await scans()).not.toEqual(before);
  });

  it('does not wait long for a migration that holds a lock, and says so', async () => {
    const migration = new Client({ connectionString: server().url('shop') });
    await migration.connect();
    await migration.query('BEGIN; LOCK TABLE order_items IN ACCESS EXCLUSIVE MODE');
    const { sections } = await profileOf('production', database(server().url('shop')));
    await migration.query('ROLLBACK');
    await migration.end();
    expect(sections.data).toMatchObject({
      status: 'unavailable',
      reason: 'timeout',
      message: expect.stringContaining('lock timeout'),
    });
    expect((await shop()).tables.length).toBe(4);
  });

  it.each([
    ['a closed port', (): string => 'postgresql://postgres@127.0.0.1:1/shop', 'unreachable'],
    ['a database that is not there', (): string => server().url('nowhere'), 'not-found'],
    ['a role that is not there', (): string => server().url('shop', 'nobody at all'), 'unauthorized'],
  ] as const)('of %s is why nothing is known, without the credentials', async (_name, url, reason) => {
    const { sections, catalogues } = await profileOf('staging', database(url().replace('@', ':hunter2@')));
    expect([sections.data?.status, sections.data?.reason, catalogues]).toEqual(['unavailable', reason, undefined]);
    expect(JSON.stringify(sections)).not.toContain('hunter2');
  });
});
