import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hotRows, startHotRow } from '../faulty-servers/hot-row.ts';
import { incidentOf } from '../incidents/guards/incident.ts';
import { describeWithPostgres } from '../postgres-server/describe-with-postgres.ts';
import { usePostgres } from '../postgres-server/use-postgres.ts';
import { provings } from './proving.ts';

const newProving = provings();
const folder = mkdtempSync(join(tmpdir(), 'tollgate-evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

describeWithPostgres('guards of databases', [15], (version) => {
  const server = usePostgres({ version, settings: { deadlock_timeout: '50ms' } });

  it('tell rows that are locked in any order from rows that always come in one', { timeout: 60_000 }, async () => {
    const sides = await Promise.all(
      (['faulty', 'fixed'] as const).map(async (state) => {
        const database = await server().createDatabase(state, { sql: hotRows });
        return startHotRow(state, server().url(database));
      }),
    );
    const [bad, good] = sides;
    try {
      const endpoint = { method: 'POST', path: '/orders' } as const;
      const facts = incidentOf('lock_contention', { concurrency: 12, endpoint, latency: 1500, table: 'stock' });
      const addresses = { bad: bad?.address ?? '', good: good?.address ?? '' };
      const result = await newProving(facts).prove({ ...addresses, environment: { DURATION: '3s' } });
      expect([result.message, result.bad.why, result.good.why].join('\n')).toMatch(/guard_failed rate<=0.05/);
      expect(result.result).toBe('proven');
      const [row] = await server().run("select deadlocks from pg_stat_database where datname = 'faulty'");
      expect(Number(row?.['deadlocks'])).toBeGreaterThan(0);
    } finally {
      await Promise.all(sides.map((side) => side.stop()));
    }
  });

  it('tell the plan without an index from the one with it, and believe no plan of a small table', async () => {
    const sql = (rows: number) =>
      `create table orders as select n as id, n % 5000 as customer from generate_series(1, ${rows}) n; analyze orders;`;
    const database = await server().createDatabase('large', { sql: sql(100_000) });
    const small = await server().createDatabase('small', { sql: sql(300) });
    const planIn = async (name: string, from: string) => {
      const [row] = await server().run('explain (format json) select * from orders where customer = 7', from);
      return file(name, row?.['QUERY PLAN']);
    };
    const bad = await planIn('without.json', database);
    await server().run('create index orders_customer on orders (customer)', database);
    const good = await planIn('with.json', database);
    const facts = incidentOf('slow_query', { table: 'orders' });
    expect(await newProving(facts).prove({ bad, good })).toMatchObject({
      result: 'proven',
      bad: { why: 'orders: read from end to end' },
      good: { why: 'orders: not read from end to end' },
    });
    const inStaging = await newProving(facts).prove({ bad: await planIn('small.json', small), good });
    expect([inStaging.result, inStaging.bad.why]).toEqual(['inconclusive', expect.stringContaining('so small here')]);
  });

  it('tell a role that may only read from one that may write', async () => {
    const sql = `create table orders (id int); create role reader; create role writer;
      grant select on orders to reader, writer; grant update on orders to writer;`;
    const database = await server().createDatabase('rights', { sql });
    const rightsOf = async (role: string) => {
      const query =
        'select grantee, privilege_type, table_name from information_schema.role_table_grants where grantee =';
      return file(`${role}.json`, await server().run(`${query} '${role}'`, database));
    };
    const facts = incidentOf('permission_denied', { permission: 'UPDATE', table: 'orders' });
    const result = await newProving(facts).prove({ bad: await rightsOf('reader'), good: await rightsOf('writer') });
    expect([result.result, result.bad.why]).toEqual(['proven', 'nothing grants UPDATE on orders']);
  });
});
