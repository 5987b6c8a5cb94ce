import { beforeAll, expect, it } from 'vitest';
import { shopQuery } from '../fixtures/database/shop.ts';
import { fillProduction, profileOf } from '../plan-shadow/shadow/production.ts';
import { schemaSql } from '../plan-shadow/shadow/real-shop.ts';
import { describeWithPostgres } from '../postgres-server/describe-with-postgres.ts';
import { usePostgres } from '../postgres-server/use-postgres.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const queries = `
-- name: OrdersOfCustomer :many
SELECT * FROM orders WHERE customer_id = $1;
-- name: OrderById :one
SELECT * FROM orders WHERE id = $1;
`;

describeWithPostgres('query shadow', [15], (version) => {
  const server = usePostgres({ version }, (postgres) => fillProduction(postgres, 30_000));
  const newWorkplace = workplaces();
  let profile = '';
  beforeAll(async () => {
    profile = JSON.stringify(await profileOf(server(), true));
  }, 30_000);

  /** Two checkouts with the same schema and queries, and what the head has besides. */
  const checkouts = (head: Readonly<Record<string, string>>, collected = profile) => {
    const workplace = newWorkplace();
    for (const side of ['base', 'head']) {
      workplace.write(`${side}/schema.sql`, schemaSql);
      workplace.write(`${side}/queries/orders.sql`, queries);
    }
    for (const [file, text] of Object.entries(head)) workplace.write(file, text);
    workplace.write('production.json', collected);
    return workplace;
  };
  const diff = (workplace: { folder: string }, ...more: string[]) =>
    runCli(['query', 'shadow', 'diff', 'base', 'head', '--profile', 'production.json', '--json', 'r.json', ...more], {
      cwd: workplace.folder,
    });

  it('blocks a migration that drops an index, and names the query that gets slower', async () => {
    const workplace = checkouts({ 'head/migrations/0001_tidy.sql': 'DROP INDEX orders_customer_id_idx;' });
    const ran = await diff(workplace);
    expect(ran.stdout).toMatch(/^FAIL/);
    expect(ran.stdout).toMatch(/OrdersOfCustomer: orders/);
    expect(ran.stdout).toMatch(/Seq Scan on orders/);
    expect(ran.code).toBe(1);
  }, 60_000);

  it('finds a change in the schema alone, without a migration, and blocks it as well', async () => {
    const dropped = schemaSql.replace(/CREATE INDEX orders_customer_id_idx [^;]*;/, '');
    expect(dropped).not.toBe(schemaSql);
    const ran = await diff(checkouts({ 'head/schema.sql': dropped }));
    expect(ran.stdout).toMatch(/^FAIL/);
    expect(ran.stdout).toMatch(/OrdersOfCustomer: orders/);
    expect(ran.stdout).toMatch(/the change was found by its other schema/);
    expect(ran.code).toBe(1);
    // The other way round the new schema makes what production lacks: the query gets quicker, which blocks nobody.
    const parsed = JSON.parse(profile);
    const orders = parsed.catalogues.data.tables.find(({ name }: { name: string }) => name === 'orders');
    orders.indexes = orders.indexes.filter(({ name }: { name: string }) => name !== 'orders_customer_id_idx');
    const made = checkouts({ 'base/schema.sql': dropped }, JSON.stringify(parsed));
    const better = await diff(made);
    expect(better.stdout).toMatch(/^PASS/);
    expect(better.stdout).toMatch(/the size of the new index orders_customer_id_idx is estimated/);
    expect(better.code).toBe(0);
  }, 60_000);

  it('passes a change that harms nothing, and sizes the index that it makes', async () => {
    const workplace = checkouts({
      'head/migrations/0001_faster.sql':
        'CREATE INDEX CONCURRENTLY orders_by_time ON orders (customer_id, created_at);',
    });
    const ran = await diff(workplace);
    expect(ran.stdout).toMatch(/^PASS/);
    expect(ran.stdout).toMatch(/the size of the new index orders_by_time is estimated/);
    expect(ran.code).toBe(0);
  }, 60_000);

  it('blocks an index that the schema has and production lacks, where a query would use it', async () => {
    const workplace = checkouts({});
    for (const side of ['base', 'head'])
      workplace.write(`${side}/schema.sql`, `${schemaSql}\nCREATE INDEX forgotten ON orders (coupon);`);
    workplace.write('head/queries/coupon.sql', 'SELECT id FROM orders WHERE coupon = $1;');
    workplace.write('base/queries/coupon.sql', 'SELECT id FROM orders WHERE coupon = $1;');
    const ran = await diff(workplace);
    expect(ran.stdout).toMatch(/this index of orders, which is missing in production.*coupon\.sql/s);
    expect(ran.code).toBe(1);
  }, 60_000);

  it('ends with 2 where a migration reaches outside of the database, and names its line', async () => {
    const workplace = checkouts({ 'head/migrations/1.sql': "SELECT 1;\nCOPY orders TO PROGRAM 'id';" });
    const ran = await diff(workplace);
    expect(ran.stderr).toMatch(
      /migrations\/1\.sql:2: COPY orders TO PROGRAM 'id': refused, because it reaches outside/,
    );
    expect(ran.code).toBe(2);
  }, 60_000);

  it('concludes nothing on another major version, or from an old profile', async () => {
    const other = profile.replace('"major":15', '"major":17');
    const ran = await diff(checkouts({}, other), '--postgres-bin', server().bin);
    expect(ran.stdout.replaceAll(/\s+/g, ' ')).toMatch(/production runs PostgreSQL 17, and here is only 15/);
    expect(ran.code).toBe(3);
    const old = profile.replace(/"collectedAt":"\d+/, '"collectedAt":"2020');
    const aged = await diff(checkouts({}, old));
    expect(aged.stdout.replaceAll(/\s+/g, ' ')).toMatch(/days old; after 14 days it is no witness/);
    expect(aged.code).toBe(3);
  }, 60_000);

  it('explains a query as production would run it, and says what it cannot vouch for', async () => {
    const workplace = checkouts({
      'q.sql': "SELECT * FROM orders WHERE status = 'completed'; SELECT * FROM customers WHERE email LIKE 'ann%';",
    });
    const args = ['query', 'shadow', 'explain', 'q.sql', '--profile', 'production.json', '--schema', 'base/schema.sql'];
    const ran = await runCli(args, { cwd: workplace.folder });
    expect(ran.stdout).toMatch(/q\.sql #1: as production would plan it\n {2}Seq Scan on orders/);
    expect(ran.stdout).toMatch(/q\.sql #2: unmeasured \(redacted\): the plan depends on values of customers\.email/);
    expect(ran.code).toBe(3);
  }, 60_000);

  it('says in words where a plan changes as the table grows', async () => {
    const workplace = checkouts({
      'q.sql': "SELECT * FROM orders JOIN order_items ON order_id = orders.id WHERE created_at > '2026-10-01';",
    });
    const args = ['query', 'why', 'q.sql', '--profile', 'production.json', '--schema', 'base/schema.sql'];
    const ran = await runCli(args, { cwd: workplace.folder });
    expect(ran.stdout).toMatch(/^q\.sql: .* rows of order_items, production \d\d,000\n$/);
    expect(ran.code).toBe(0);
  }, 60_000);

  it('counts from the size that staging really has', async () => {
    const staging = JSON.parse(profile);
    staging.environment = 'staging';
    for (const table of staging.catalogues.data.tables)
      if (table.rows !== null) table.rows = Math.ceil(table.rows / 50);
    const workplace = checkouts({ 'q.sql': `${shopQuery};`, 'staging.json': JSON.stringify(staging) });
    const args = ['query', 'why', 'q.sql', '--profile', 'production.json', '--schema', 'base/schema.sql'];
    const ran = await runCli([...args, '--staging', 'staging.json'], { cwd: workplace.folder });
    const items = staging.catalogues.data.tables.find(({ name }: { name: string }) => name === 'order_items');
    const [, small] = /staging (?:has )?([\d,]+) rows of order_items, production \d\d,000\n$/.exec(ran.stdout) ?? [];
    expect(Number(small?.replaceAll(',', '')) / items.rows).toBeCloseTo(1, 0);
    expect(ran.code).toBe(0);
    const wrong = await runCli([...args, '--staging', 'nowhere.json'], { cwd: workplace.folder });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/nowhere\.json/) });
  }, 60_000);

  it('plans with indexes that were made high and are made small again', async () => {
    const workplace = checkouts({ 'q.sql': `${shopQuery};` });
    const args = ['query', 'why', 'q.sql', '--profile', 'production.json', '--schema', 'base/schema.sql'];
    const ran = await runCli(args, { cwd: workplace.folder });
    expect(ran.stdout).toMatch(/^q\.sql: .*order_items, production \d+,000\n$/);
    expect(ran.code).toBe(0);
  }, 60_000);

  it('plans although an index has no page, and refuses sizes that cannot be', async () => {
    const changed = (change: Record<string, number>, of: 'index' | 'table') => {
      const parsed = JSON.parse(profile);
      const orders = parsed.catalogues.data.tables.find(({ name }: { name: string }) => name === 'orders');
      Object.assign(of === 'table' ? orders : orders.indexes[0], change);
      return checkouts({ 'q.sql': `${shopQuery};` }, JSON.stringify(parsed));
    };
    const args = ['query', 'shadow', 'explain', 'q.sql', '--profile', 'production.json', '--schema', 'base/schema.sql'];
    const explain = (workplace: { folder: string }) => runCli(args, { cwd: workplace.folder });
    expect(await explain(changed({ pages: 0 }, 'index'))).toMatchObject({ code: 0 });
    expect(await explain(changed({ pages: 3e9, rows: 1e12 }, 'table'))).toMatchObject({ code: 0 });
    for (const wrong of [{ rows: 1e300 }, { pages: 2 ** 40 }])
      expect(await explain(changed(wrong, 'table'))).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/production\.json is not a tollgate\.profile\/1: .*Too big/),
      });
  }, 60_000);

  it('builds a shadow and says how small it is', async () => {
    const workplace = checkouts({});
    const ran = await runCli(['query', 'shadow', 'build', 'production.json', '--schema', 'base/schema.sql'], {
      cwd: workplace.folder,
    });
    expect(ran.stdout).toMatch(/A shadow of production with PostgreSQL 15\.\d+: \d+ tables and \d+ indexes/);
    expect(ran.code).toBe(0);
  }, 60_000);

  it.each([
    [['query', 'shadow', 'build', 'production.json'], /--schema is missing/],
    [['query', 'shadow', 'diff', 'base', 'head'], /--profile is missing/],
    [['query', 'shadow', 'diff', 'base', 'nowhere', '--profile', 'production.json'], /nowhere: no such file or folder/],
    [
      ['query', 'shadow', 'explain', 'q.sql', '--profile', 'nothing.json', '--schema', 's.sql'],
      /profile: .*nothing\.json/,
    ],
    [
      ['query', 'shadow', 'build', 'production.json', '--schema', 'base/schema.sql', '--postgres-bin', '/nowhere'],
      /--postgres-bin: wanted a folder with postgres and initdb/,
    ],
  ])('%j is a mistake of whoever called', async (args, words) => {
    const ran = await runCli(args, { cwd: checkouts({}).folder });
    expect(ran.stderr).toMatch(words);
    expect(ran.code).toBe(2);
  });
});
