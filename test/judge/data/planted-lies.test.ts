import { beforeAll, expect, it } from 'vitest';
import type { Profile } from '../../../src/model/profile.ts';
import { productionShop, shopSql, stagingShop } from '../../fixtures/database/shop.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion, type PostgresVersion } from '../../postgres-server/find-postgres.ts';
import { showCounters } from '../../postgres-server/start-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { database, profileOf } from '../../probes/data/collected.ts';
import { differences, findingOf, verdictOnData } from './compared.ts';

const orders = 30_000;
/** One in so many is kept, chosen by a hash that has nothing to do with the one that made the rows. */
const chosen = (column: string, one: number) =>
  `abs(('x' || left(md5(${column}::text), 8))::bit(32)::int) % ${one} <> 0`;

/** Each lie is told alone, by statements in a copy of production; the checks that must find it, and no others. */
const lies = [
  {
    lie: 'every status is as common',
    sql: "UPDATE orders SET status = (ARRAY['pending','paid','completed','cancelled','refunded','legacy_hold'])[1 + id % 6]::order_status; VACUUM FULL orders; ANALYZE orders",
    found: ['data/shape orders.status [warn]'],
  },
  {
    lie: 'an index is missing',
    sql: 'DROP INDEX orders_customer_id_idx',
    found: ['data/missing-index orders.orders_customer_id_idx [warn]'],
  },
  {
    lie: 'an index is invalid',
    sql: "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_customer_id_idx'::regclass",
    found: ['data/missing-index orders.orders_customer_id_idx [warn]'],
  },
  {
    lie: 'an index was created by hand, in staging only',
    sql: 'CREATE INDEX quick ON orders (total)',
    found: ['data/extra-index orders.quick [warn]'],
  },
  {
    lie: 'the statistics are stale',
    sql: 'UPDATE orders SET total = total + 1 WHERE id % 3 = 0',
    found: ['data/stale-statistics orders in staging [warn]'],
  },
  {
    lie: 'nobody has a coupon',
    sql: 'UPDATE orders SET coupon = NULL; VACUUM FULL orders; ANALYZE orders',
    found: ['data/nulls orders.coupon [observe]'],
  },
  {
    lie: 'nothing is null',
    sql: "UPDATE customers SET phone = '+1' || (2000000000 + id) WHERE phone IS NULL; CLUSTER customers USING customers_pkey; ANALYZE customers",
    found: ['data/edge-values customers.phone (null) [warn]', 'data/nulls customers.phone [observe]'],
  },
  {
    lie: 'a status that is no longer given is not there',
    sql: "UPDATE orders SET status = 'completed' WHERE status = 'legacy_hold'; VACUUM FULL orders; ANALYZE orders",
    found: ['data/edge-values orders.status (values) [warn]'],
  },
  {
    lie: 'rows lie on disk by chance',
    sql: 'CREATE TABLE mixed AS SELECT * FROM orders ORDER BY md5(id::text); TRUNCATE orders CASCADE; ALTER TABLE order_items DROP CONSTRAINT order_items_order_id_fkey; INSERT INTO orders SELECT * FROM mixed; DROP TABLE mixed; ANALYZE orders',
    found: expect.arrayContaining(['data/correlation orders.created_at [warn]', 'data/correlation orders.id [warn]']),
  },
  {
    lie: 'a foreign key is gone',
    sql: 'ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey',
    found: ['data/constraints orders.orders_customer_id_fkey [warn]'],
  },
  {
    lie: 'a column may be null, and is wider',
    sql: 'ALTER TABLE order_items ALTER quantity DROP NOT NULL, ALTER quantity TYPE bigint; ANALYZE order_items',
    found: ['data/structure order_items.quantity [warn]'],
  },
  {
    lie: 'the planner is set otherwise',
    sql: "ALTER DATABASE staging SET random_page_cost = 1.1; ALTER DATABASE staging SET statement_timeout = '1h'",
    found: ['data/database-settings statement_timeout [observe]', 'data/planner-settings random_page_cost [warn]'],
  },
  {
    lie: 'an extension is there',
    sql: 'CREATE EXTENSION IF NOT EXISTS pg_trgm',
    found: ['data/extensions pg_trgm [warn]'],
  },
] as const;

/** What a version could change is how it is read, not how it is judged: the newest one is asked for less. */
const isShort = (version: PostgresVersion) => version === 18;

describeWithPostgres('a lie of staging’s data', everyVersion, (version) => {
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.createDatabase('production', { sql: shopSql(productionShop(orders)) });
    // In a session of its own, as rows of the same one would be counted as changed since.
    await postgres.run('VACUUM ANALYZE', 'production');
    await postgres.run('CREATE ROLE app LOGIN; CREATE ROLE super LOGIN SUPERUSER');
  });
  let production: Profile;
  const staging = (role = 'app') => profileOf('staging', database(server().url('staging'), { role }));
  beforeAll(async () => {
    production = await profileOf('production', database(server().url('production'), { role: 'app' }));
  });
  const copy = async (sql = '') => {
    await server().run('DROP DATABASE IF EXISTS staging');
    await server().createDatabase('staging', { template: 'production' });
    // Each alone: VACUUM wants no transaction.
    for (const statement of sql.split('; ').filter((text) => text !== '')) await server().run(statement, 'staging');
    if (sql !== '') await server().run(showCounters(version), 'staging');
  };

  it.each(isShort(version) ? lies.slice(0, 5) : lies)('is found: $lie', async ({ sql, found }) => {
    await copy(sql);
    const verdict = verdictOnData(production, await staging());
    expect(differences(verdict)).toEqual(found);
    expect(verdict.findings.every(({ status, risk, remedy }) => status !== 'diverged' || (risk && remedy))).toBe(true);
  });

  it('is found: the application is a superuser', async () => {
    await copy();
    const verdict = verdictOnData(production, await staging('super'));
    expect(differences(verdict)).toEqual(['permissions/database-role database role [warn]']);
    expect(findingOf(verdict, 'database-role', 'database role').message).toContain('“super” is a superuser');
  });

  it('is found: another collation', async () => {
    await server().run('DROP DATABASE IF EXISTS staging; ', 'postgres');
    await server().run("CREATE DATABASE staging TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    await server().run(shopSql(productionShop(orders)), 'staging');
    await server().run('VACUUM ANALYZE', 'staging');
    const found = differences(verdictOnData(production, await staging()));
    expect(found.filter((one) => one.startsWith('data/collation'))).toEqual([
      'data/collation character types [warn]',
      'data/collation collation [warn]',
    ]);
  });

  it('is found: a hand-made seed tells most of them', async () => {
    await server().run('DROP DATABASE IF EXISTS staging');
    await server().createDatabase('staging', { sql: shopSql(stagingShop(12_000)) });
    await server().run('VACUUM ANALYZE', 'staging');
    expect(differences(verdictOnData(production, await staging()))).toEqual(
      expect.arrayContaining([
        'data/edge-values orders.status (values) [warn]',
        'data/fan-out orders.customer_id [warn]',
        'data/nulls orders.coupon [observe]',
        'data/shape orders.created_at [warn]',
        'data/shape orders.customer_id [warn]',
        'data/shape orders.status [warn]',
      ]),
    );
  });

  it('is not invented: a twin is silent, however often it is analysed', async () => {
    await copy();
    expect(differences(verdictOnData(production, await staging()))).toEqual([]);
    for (let round = 0; round < (isShort(version) ? 3 : 20); round += 1) {
      await server().run('ANALYZE', 'staging');
      const verdict = verdictOnData(production, await staging());
      expect([differences(verdict), verdict.decision]).toEqual([[], 'pass']);
    }
  });

  it('is told from a sample by parent, which keeps the shape', async () => {
    await copy(
      `DELETE FROM order_items WHERE order_id IN (SELECT id FROM orders WHERE ${chosen('customer_id', 4)}); DELETE FROM orders WHERE ${chosen('customer_id', 4)}; DELETE FROM customers WHERE ${chosen('id', 4)}; VACUUM FULL; ANALYZE`,
    );
    // Products were all kept, so that fewer lines are left for each; what belongs to a customer was kept whole.
    expect(differences(verdictOnData(production, await staging()))).toEqual([
      'data/fan-out order_items.product_id [warn]',
    ]);
  });

  it('is a sample by row, which keeps the shape of every column and leaves a parent one child', async () => {
    await copy(
      `ALTER TABLE order_items DROP CONSTRAINT order_items_order_id_fkey; ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey; DELETE FROM orders WHERE ${chosen('id', 20)}; DELETE FROM customers WHERE ${chosen('id', 20)}; DELETE FROM order_items WHERE ${chosen('id', 20)}; VACUUM FULL; ANALYZE`,
    );
    const found = differences(verdictOnData(production, await staging()));
    expect(found).toContain('data/fan-out orders.customer_id [warn]');
    expect(found.filter((one) => one.startsWith('data/shape'))).toEqual([]);
  });
});
