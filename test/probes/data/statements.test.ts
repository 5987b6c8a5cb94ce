import { Client } from 'pg';
import { expect, it } from 'vitest';
import type { Profile } from '../../../src/model/profile.ts';
import { productionShop, shopSql } from '../../fixtures/database/shop.ts';
import { findingOf, verdictOnData } from '../../judge/data/compared.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion } from '../../postgres-server/find-postgres.ts';
import type { PostgresServer } from '../../postgres-server/start-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { database, profileOf } from './collected.ts';

const secrets = Array.from({ length: 16 }, (_, index) => `hush${index}hush`);
const [email, password, copied, done, selected, traced, forgotten, escaped, quoted, prepared, cursor, nested] = secrets;

/** What an application runs; each names what nobody else may read. */
const told = [
  `SELECT id FROM customers WHERE email = '${email}'`,
  `CREATE USER helper PASSWORD '${password}'`,
  `COPY (SELECT '${copied}' FROM orders) TO '/dev/null'`,
  `DO $do$ BEGIN PERFORM id FROM customers WHERE email = '${done}'; EXECUTE 'ALTER USER helper PASSWORD ''${nested}'''; END $do$`,
  `SELECT id, '${selected}' AS note INTO noted FROM orders LIMIT 10`,
  `-- name: OrdersOf ${traced}\nSELECT id, total FROM orders WHERE customer_id = 4 /* ${traced} */`,
  `SELECT 1; ALTER USER helper PASSWORD '${password}'`,
  `PREPARE p AS SELECT '${prepared}' FROM orders`,
  `BEGIN; DECLARE c CURSOR FOR SELECT '${cursor}' FROM orders; FETCH c; COMMIT`,
  'SELECT status, count(*) FROM orders GROUP BY status ORDER BY status',
  'SELECT c.country, sum(o.total) FROM orders AS o JOIN customers AS c ON c.id = o.customer_id GROUP BY c.country',
  `SELECT count(*) FROM orders WHERE ${Array.from({ length: 400 }, (_, id) => `id = ${id}`).join(' OR ')}`,
];

/** A statement that the extension forgets while it runs is kept as it was written, with its literals. */
const forgets = [
  `SELECT forget() FROM customers WHERE email <> '${forgotten}' LIMIT 1`,
  `WITH one AS (SELECT forget()) SELECT '\\', '${escaped}', $a$ $b$ ${quoted} $a$ FROM one`,
];

const roles = `
CREATE ROLE app LOGIN SUPERUSER; CREATE ROLE nothing LOGIN; CREATE ROLE watcher LOGIN; CREATE ROLE monitor LOGIN; GRANT pg_monitor TO watcher; GRANT pg_monitor, pg_read_all_data TO monitor;
CREATE FUNCTION public.forget() RETURNS void LANGUAGE sql AS 'SELECT public.pg_stat_statements_reset()';`;

async function runAll(server: PostgresServer, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: server.url('shop', 'app') });
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
}

const raw = async (server: PostgresServer) =>
  JSON.stringify(await server.run('SELECT query FROM public.pg_stat_statements', 'shop'));

describeWithPostgres('statements that a server keeps', everyVersion, (version) => {
  const settings = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'all' };
  let kept = '';
  let profile: Profile;
  const server = usePostgres({ version, settings }, async (postgres) => {
    await postgres.createDatabase('shop', { sql: shopSql(productionShop(5000)) });
    await postgres.run(`CREATE EXTENSION pg_stat_statements; ${roles}`, 'shop');
    await postgres.run('VACUUM ANALYZE', 'shop');
    await postgres.createDatabase('staging', { template: 'shop' });
    await postgres.run('DROP INDEX orders_customer_id_idx', 'staging');
    await postgres.run(
      "UPDATE orders SET status = 'paid', coupon = NULL; ALTER TABLE orders ALTER total TYPE float8",
      'staging',
    );
    await postgres.run('VACUUM ANALYZE', 'staging');
    for (const one of forgets) {
      await runAll(postgres, [one]);
      kept += await raw(postgres);
    }
    await runAll(postgres, [...told, ...told.slice(5, 6)]);
    kept += await raw(postgres);
    // What is read first is itself kept, and must not be taken for a statement of the application.
    await profileOf('production', as('monitor'));
    profile = await profileOf('production', as('monitor'));
  });
  const as = (role: string, name = 'shop') => database(server().url(name, role));
  const statements = ({ catalogues }: Profile) => catalogues?.data?.statements ?? [];
  const remarks = ({ sections }: Profile) =>
    sections.data?.remarks.filter(({ reason }) => reason === 'statements-hidden').map(({ message }) => message);

  it('holds literals where the extension does not normalise, or the test would prove nothing', () => {
    // Since 17 it normalises SELECT … INTO too.
    const left = [
      password,
      copied,
      done,
      nested,
      forgotten,
      escaped,
      quoted,
      ...(version === 15 ? [selected, cursor] : []),
    ];
    expect(left.filter((secret) => secret === undefined || !kept.includes(secret))).toEqual([]);
  });

  it('leaves no literal, password or comment of them in the profile', () => {
    const text = JSON.stringify(profile);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(remarks(profile)).toEqual(['1 of the most costly statements are longer than 4,000 characters and left out']);
  });

  it('are those of the application, without what defines, configures or looks into the catalogue', () => {
    expect([...new Set(statements(profile).map(({ text }) => text))].sort()).toEqual([
      'SELECT $1',
      'SELECT c.country, sum(o.total) FROM orders AS o JOIN customers AS c ON c.id = o.customer_id GROUP BY c.country',
      'SELECT id FROM customers WHERE email = $1',
      'SELECT id, $1 AS note INTO noted FROM orders LIMIT $2',
      'SELECT id, total FROM orders WHERE customer_id = $1',
      'SELECT status, count(*) FROM orders GROUP BY status ORDER BY status',
      'WITH one AS (SELECT forget()) SELECT $1',
    ]);
    const found = statements(profile).find(({ text }) => text.startsWith('SELECT id, total'));
    expect(found).toMatchObject({ calls: 2 });
    expect(found?.milliseconds).toBeGreaterThan(0);
  });

  it('are named by the findings on the columns that they filter, join, group or sort by', async () => {
    const verdict = verdictOnData(profile, await profileOf('staging', as('monitor', 'staging')));
    const endangered = (check: string, subject: string) =>
      findingOf(verdict, check, subject).message.split('. Endangers: ')[1]?.split(' · ').sort() ?? [];
    const joined = expect.stringMatching(/^SELECT c\.country, sum\(o\.total\)/);
    const filtered = 'SELECT id, total FROM orders WHERE customer_id = $1';
    expect(endangered('missing-index', 'orders.orders_customer_id_idx')).toEqual([joined, filtered]);
    expect(endangered('shape', 'orders.status')).toEqual([
      'SELECT status, count(*) FROM orders GROUP BY status ORDER BY status',
    ]);
    expect(endangered('nulls', 'orders.coupon')).toEqual([]);
  });

  it('strikes out what a statement holds that the extension kept as it was written', async () => {
    for (const one of forgets) {
      await runAll(server(), [one]);
      const text = JSON.stringify(await profileOf('production', as('monitor')));
      expect(text).toContain('forget()');
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });

  it.each([
    {
      where: 'of a role that may not read those of others',
      role: 'nothing',
      name: 'shop',
      message: /pg_read_all_stats/,
    },
    {
      where: 'in a schema that is closed to the role',
      role: 'watcher',
      name: 'closed',
      message: /right to read the view/,
    },
    { where: 'without the extension', role: 'monitor', name: 'postgres', message: /not created in this database/ },
  ])('$where are said to be unknown', async ({ role, name, message }) => {
    if (name === 'closed') {
      const sql = 'CREATE SCHEMA closed; CREATE EXTENSION pg_stat_statements SCHEMA closed';
      await server().createDatabase('closed', { sql });
    }
    const found = await profileOf('production', as(role, name));
    expect(found.catalogues?.data?.statements).toBeNull();
    expect(remarks(found)).toEqual([expect.stringMatching(message)]);
  });
});

describeWithPostgres('statements of a server that did not preload the extension', [15], (version) => {
  const server = usePostgres({ version });

  it('are said to be unknown', async () => {
    await server().run('CREATE EXTENSION pg_stat_statements');
    const { sections } = await profileOf('production', database(server().url()));
    expect(sections.data?.remarks).toContainEqual({
      reason: 'statements-hidden',
      message: expect.stringContaining('is it in shared_preload_libraries?'),
    });
  });
});
