import { expect, it } from 'vitest';
import { diffPlans } from '../../../src/plan-shadow/plan/diff-plans.ts';
import { parsePlans } from '../../../src/plan-shadow/plan/parse-plans.ts';
import { fingerprintOf, shapeOf } from '../../../src/plan-shadow/plan/shape.ts';
import { productionShop, shopQuery, shopSql } from '../../fixtures/database/shop.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion } from '../../postgres-server/find-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { countSteps, planOf } from './plan-text.ts';

/** One for each kind of step that a planner has. */
const queries = [
  shopQuery,
  'SELECT * FROM customers WHERE id = 7',
  'SELECT count(*) FROM orders a JOIN orders b ON a.customer_id = b.customer_id WHERE a.id < 50',
  "WITH recent AS MATERIALIZED (SELECT * FROM orders WHERE created_at > '2026-01-01') SELECT r.id FROM recent r JOIN recent s USING (customer_id) LIMIT 3",
  'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM n',
  'SELECT id, (SELECT max(total) FROM orders o WHERE o.customer_id = c.id) FROM customers c WHERE id < 9',
  'SELECT * FROM customers WHERE id = (SELECT min(customer_id) FROM orders)',
  'SELECT * FROM customers c WHERE NOT EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id)',
  'SELECT * FROM customers c WHERE id IN (SELECT customer_id FROM orders) ORDER BY name',
  'SELECT status, count(*) FROM orders GROUP BY GROUPING SETS ((status), ())',
  'SELECT id FROM customers EXCEPT SELECT customer_id FROM orders',
  'SELECT rank() OVER (PARTITION BY customer_id ORDER BY total) FROM orders WHERE id < 100',
  'SELECT * FROM (VALUES (1), (2)) AS v (i) JOIN generate_series(1, 3) g ON g = v.i',
  'SELECT * FROM orders o LEFT JOIN customers c ON c.id = o.customer_id FULL JOIN products p ON p.id = o.id',
  'SELECT * FROM orders WHERE id < 10 UNION ALL SELECT * FROM orders WHERE id > 99990',
  "SELECT * FROM orders WHERE customer_id = 5 OR created_at > '2026-11-19'",
  'SELECT DISTINCT ON (customer_id) * FROM orders ORDER BY customer_id, created_at DESC',
  'UPDATE orders SET total = 0 WHERE id = 3',
  'INSERT INTO products (id, sku, category, price) SELECT id + 900000, sku || id, category, price FROM products',
  'DELETE FROM order_items i USING orders o WHERE o.id = i.order_id AND o.id = 4',
  "SELECT * FROM pay WHERE day > '2026-02-01' AND note LIKE '%\"x\" -> (cost=1%'",
  'SELECT * FROM "odd ""name"" -> (x)" AS "its alias" WHERE "a b" = 3',
  'SELECT * FROM orders TABLESAMPLE SYSTEM (10) FOR UPDATE',
];

const setUp = `
CREATE TABLE pay (day date NOT NULL, note text) PARTITION BY RANGE (day);
CREATE TABLE pay_01 PARTITION OF pay FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE pay_02 PARTITION OF pay FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE pay_03 PARTITION OF pay FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
CREATE INDEX ON pay (day);
CREATE TABLE "odd ""name"" -> (x)" ("a b" int PRIMARY KEY);
ANALYZE;`;

describeWithPostgres('plans that a server made', everyVersion, (version) => {
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.createDatabase('shop', { sql: `${shopSql(productionShop(3000))}\n${setUp}` });
  });
  const explain = async (query: string, options: string, settings = '') => {
    const rows = await server().run(`${settings}EXPLAIN (${options}) ${query}`, 'shop');
    return rows.map((row) => row['QUERY PLAN']);
  };
  const asText = async (query: string, options: string) => (await explain(query, options)).map(String).join('\n');
  const asJson = async (query: string, options: string) =>
    JSON.stringify((await explain(query, `${options}, FORMAT JSON`))[0]);

  it.each(['COSTS ON', 'VERBOSE', 'COSTS OFF', 'SETTINGS'])(
    'have one fingerprint as text and as JSON (%s)',
    async (options) => {
      for (const query of queries) {
        const [text, json] = [await asText(query, options), await asJson(query, options)];
        const [fromText, fromJson] = [planOf(text), planOf(json)];
        expect(countSteps(fromText.root), text).toBe(countSteps(fromJson.root));
        expect(fingerprintOf(shapeOf(fromText.root)), text).toBe(fingerprintOf(shapeOf(fromJson.root)));
      }
    },
  );

  it('have the rows and times of a run in both forms', async () => {
    const query = queries[2] ?? '';
    const [text, json] = [
      planOf(await asText(query, 'ANALYZE, BUFFERS')),
      planOf(await asJson(query, 'ANALYZE, BUFFERS')),
    ];
    for (const { root, executionTime } of [text, json]) {
      expect(executionTime).toBeGreaterThan(0);
      expect(root).toMatchObject({ type: 'Aggregate', spilled: false, actual: { rows: 1, loops: 1 } });
    }
  });

  it('differ in nothing from themselves, read twice', async () => {
    for (const query of queries) {
      const json = await asJson(query, 'SETTINGS');
      const plan = planOf(json);
      expect(diffPlans({ query, reference: [plan], candidate: [planOf(json)] }, new Map())).toEqual({
        kind: 'same',
        changes: [],
      });
    }
  });

  it('part where a join is switched off, and say that a setting did it', async () => {
    const json = async (settings: string) => {
      const answers = await server().run(`${settings}; EXPLAIN (FORMAT JSON, SETTINGS) ${shopQuery}`, 'shop');
      return JSON.stringify(answers.map((row) => row['QUERY PLAN']).at(-1));
    };
    const [reference, candidate] = [
      await json('SET enable_hashjoin = on'),
      await json('SET enable_hashjoin = off'),
    ].map((text) => parsePlans(text, 'plan')[0]?.plan);
    if (reference === undefined || candidate === undefined) throw new Error('the server gave no plan');
    expect(diffPlans({ query: 'q', reference: [reference], candidate: [candidate] }, new Map())).toMatchObject({
      kind: 'settings',
      settings: [{ name: 'enable_hashjoin', from: null, to: 'off' }],
    });
  });
});
