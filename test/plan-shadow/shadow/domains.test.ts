import { expect, it } from 'vitest';
import type { DataCatalogue } from '../../../src/model/sections/data.ts';
import { withClient } from '../../../src/plan-shadow/server/connect.ts';
import { finishDatabase, loadBase } from '../../../src/plan-shadow/shadow/build-shadow.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion } from '../../postgres-server/find-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { collect, inShadow } from './production.ts';

const honest = `
CREATE TABLE t (plain int, limited int, many int[], pair text);
INSERT INTO t SELECT i % 5, i % 5, ARRAY[i % 3], i % 4 FROM generate_series(1, 1000) AS i;
ANALYZE t;`;

/** The same table, with types whose values run a function of the author when somebody reads them. */
const hostile = `
CREATE TABLE seen (who text);
CREATE FUNCTION spies(value int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.seen VALUES (current_user); RETURN true; END $$;
CREATE DOMAIN spying AS int CHECK (public.spies(VALUE));
CREATE TYPE both_spy AS (a spying, b spying);
CREATE TABLE t (plain int, limited spying, many spying[], pair both_spy);`;

describeWithPostgres('types that run code when a value is read', everyVersion, (version) => {
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.createDatabase('production', { sql: honest });
  });

  it('run nothing with the rights of a superuser when statistics are written', async () => {
    const catalogue: DataCatalogue = await collect(server(), false);
    const who = await inShadow(catalogue, async (shadow) => {
      const base = await loadBase(shadow, { name: 'base', schema: [{ name: 'schema.sql', text: hostile }] });
      const { name } = await finishDatabase(shadow, base, { name: 'production', migrations: [] });
      return withClient(shadow.server, { database: name }, async (client) => {
        const { rows: statistics } = await client.query("SELECT attname FROM pg_stats WHERE tablename = 't'");
        expect(statistics.map(({ attname }) => attname)).toContain('limited');
        const { rows } = await client.query('SELECT DISTINCT who FROM seen');
        return rows.map((row) => row.who);
      });
    });
    expect(who.filter((role) => role !== 'author')).toEqual([]);
  }, 60_000);
});
