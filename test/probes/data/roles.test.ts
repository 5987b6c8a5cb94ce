import { describe, expect, it } from 'vitest';
import type { DataCatalogue } from '../../../src/model/sections/data.ts';
import { statisticsFunction } from '../../../src/probes/data/statistics-function.ts';
import { productionShop, shopSql } from '../../fixtures/database/shop.ts';
import { differences, verdictOnData } from '../../judge/data/compared.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion } from '../../postgres-server/find-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { catalogueOf, database, profileOf, tableOf } from './collected.ts';

const roles = `
CREATE ROLE nothing LOGIN; CREATE ROLE monitor LOGIN; CREATE ROLE reader LOGIN; CREATE ROLE owner LOGIN; CREATE ROLE caller LOGIN;
GRANT pg_monitor TO monitor; GRANT pg_read_all_data TO reader;`;
const ownership = `
ALTER TABLE customers OWNER TO owner; ALTER TABLE products OWNER TO owner;
ALTER TABLE orders OWNER TO owner; ALTER TABLE order_items OWNER TO owner;
CREATE STATISTICS orders_pair (ndistinct) ON customer_id, status FROM orders; ANALYZE orders;`;

/** Treatments and common values of every column, which say what was seen. */
const seen = ({ tables }: DataCatalogue) =>
  tables.map((table) => [
    table.name,
    table.columns.map(({ name, treatment, statistics }) => [
      name,
      treatment,
      statistics.map((one) => one.commonValues),
    ]),
  ]);

describeWithPostgres('a role', everyVersion, (version) => {
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.run(roles);
    await postgres.createDatabase('shop', { sql: shopSql(productionShop(5000)) + ownership });
    await postgres.createDatabase('offered', { template: 'shop' });
    await postgres.run(
      `${statisticsFunction} GRANT EXECUTE ON FUNCTION public.tollgate_statistics TO caller;`,
      'offered',
    );
  });
  const as = (role: string, name = 'shop') => database(server().url(name, role));

  it.each(['nothing', 'monitor'])(
    'with the rights of “%s” sees rows, and that the statistics are hidden from it',
    async (role) => {
      const { sections, catalogues } = await profileOf('production', as(role));
      expect(sections.data).toMatchObject({ status: 'partial', reason: 'statistics-hidden' });
      expect(sections.data?.message).toContain('public.orders');
      const catalogue = catalogues?.data;
      expect(catalogue?.tables.map(({ rows, statistics }) => [rows !== null, statistics])).toEqual(
        Array.from({ length: 4 }, () => [true, 'no-privilege']),
      );
    },
  );

  it.each(['reader', 'owner', 'postgres'])('with the rights of “%s” sees the statistics', async (role) => {
    const { sections, catalogues } = await profileOf('production', as(role));
    expect(sections.data).toMatchObject({ status: 'ok', reason: null });
    expect(catalogues?.data?.tables.map(({ statistics }) => statistics)).toEqual(['read', 'read', 'read', 'read']);
  });

  it('that does not own a table is told that its extended statistics are hidden', async () => {
    const told = async (role: string) =>
      (await profileOf('production', as(role))).sections.data?.remarks.map(({ message }) => message);
    expect(await told('reader')).toContainEqual(expect.stringContaining('extended statistics public.orders_pair'));
    expect(await told('owner')).not.toContainEqual(expect.stringContaining('extended statistics'));
  });

  it('sees through the function of the owner what the owner sees, and not one row', async () => {
    const [caller, owner] = [await catalogueOf(as('caller', 'offered')), await catalogueOf(as('postgres'))];
    expect(seen(caller)).toEqual(seen(owner));
    const [own, others] = [
      await profileOf('staging', as('caller', 'offered')),
      await profileOf('production', as('postgres')),
    ];
    expect(differences(verdictOnData(others, own))).toEqual([]);
    await expect(server().run('SELECT FROM orders', 'offered', 'caller')).rejects.toThrow('permission denied');
    expect((await profileOf('production', as('nothing', 'offered'))).sections.data?.reason).toBe('statistics-hidden');
  });

  it('is not lured into giving its key to a function of somebody else', async () => {
    await server().createDatabase('lure', { template: 'shop' });
    const planted = statisticsFunction.replace('SELECT s.schemaname', "SELECT 'caught'::name");
    await server().run(
      `${planted} GRANT EXECUTE ON FUNCTION public.tollgate_statistics TO PUBLIC; ALTER FUNCTION public.tollgate_statistics OWNER TO caller;`,
      'lure',
    );
    expect((await profileOf('production', as('nothing', 'lure'))).sections.data?.reason).toBe('statistics-hidden');
  });

  it('behind row security is told so', async () => {
    await server().createDatabase('secured', { template: 'shop' });
    await server().run(
      'ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY none ON orders USING (false)',
      'secured',
    );
    const catalogue = await catalogueOf(as('reader', 'secured'));
    expect([tableOf(catalogue, 'orders').statistics, tableOf(catalogue, 'customers').statistics]).toEqual([
      'row-security',
      'read',
    ]);
  });
});

describe('the function that is offered', () => {
  it('shows no text that is not hashed', () => {
    expect(statisticsFunction.match(/most_common_vals::text/g)?.length).toBe(2);
    expect(statisticsFunction).toContain('REVOKE ALL ON FUNCTION');
  });
});
