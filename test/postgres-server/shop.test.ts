import { expect, it } from 'vitest';
import { productionShop, shopQuery, shopSql, stagingShop } from '../fixtures/database/shop.ts';
import { describeWithPostgres } from './describe-with-postgres.ts';
import { everyVersion } from './find-postgres.ts';
import { usePostgres } from './use-postgres.ts';

describeWithPostgres('a shop in two databases', everyVersion, (version) => {
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.createDatabase('production', { sql: shopSql(productionShop(60_000)) });
    await postgres.createDatabase('staging', { sql: shopSql(stagingShop(12_000)) });
  });
  const plan = async (database: string) => {
    const rows = await server().run(`EXPLAIN ${shopQuery}`, database);
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  };

  it('makes PostgreSQL plan the same query in two ways', async () => {
    const [production, staging] = [await plan('production'), await plan('staging')];
    expect(production).toMatch(/^Hash Join[\s\S]*Seq Scan on orders/);
    expect(staging).toMatch(/^Nested Loop[\s\S]*Index Scan using orders_created_at_idx/);
  });

  it('is the same shop in every run, skewed and with a history', async () => {
    const [row] = await server().run(
      `SELECT count(*)::int AS orders, sum(total)::text AS revenue,
         round(avg((status = 'completed')::int), 2)::text AS completed,
         (SELECT round(max(n) / avg(n)) FROM (SELECT count(*) AS n FROM orders GROUP BY customer_id) AS o)::int AS busiest
       FROM orders`,
      'production',
    );
    expect(row).toMatchInlineSnapshot(`
      {
        "busiest": 51,
        "completed": "0.95",
        "orders": 60000,
        "revenue": "2964587.19",
      }
    `);
  });
});
