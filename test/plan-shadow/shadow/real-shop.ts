import { shopForeignKeys, shopIndexes, shopTables } from '../../fixtures/database/shop-schema.ts';

/** A partitioned log of what was paid, a table with keys of uuid, and an index on an expression besides the shop’s own. */
export const partsSchema = `
CREATE TABLE payments (
  id bigint NOT NULL,
  order_id bigint NOT NULL,
  provider text NOT NULL,
  amount numeric(10,2) NOT NULL,
  paid_at timestamptz NOT NULL
) PARTITION BY RANGE (paid_at);
${[2023, 2024, 2025, 2026].map((year) => `CREATE TABLE payments_${year} PARTITION OF payments FOR VALUES FROM ('${year}-01-01') TO ('${year + 1}-01-01');`).join('\n')}
CREATE TABLE payments_rest PARTITION OF payments DEFAULT;
CREATE TABLE sessions (id uuid PRIMARY KEY, customer_id bigint NOT NULL, agent text NOT NULL);
CREATE TABLE clicks (session_id uuid NOT NULL, path text NOT NULL, at timestamptz NOT NULL);
`;
const partsIndexes = [
  'CREATE INDEX payments_order_id_idx ON payments (order_id)',
  'CREATE INDEX payments_paid_at_idx ON payments (paid_at)',
  'CREATE INDEX clicks_session_id_idx ON clicks (session_id)',
];

/** A schema as a dump has it: tables, then indexes, then foreign keys. */
export const schemaSql = [
  shopTables,
  partsSchema,
  ...[...shopIndexes.values(), ...partsIndexes].map((sql) => `${sql};`),
  shopForeignKeys,
].join('\n');

/** Rows of what the shop itself does not have. */
export const partsRows = `
INSERT INTO payments SELECT id, id, (ARRAY['card','card','card','paypal','invoice'])[1 + id % 5], total, created_at FROM orders;
INSERT INTO sessions SELECT md5(i::text)::uuid, 1 + i % 5000, 'agent ' || i % 40 FROM generate_series(1, 40000) AS i;
INSERT INTO clicks SELECT md5((1 + (i * 7919) % 40000)::text)::uuid, '/p/' || i % 300, timestamptz '2026-01-01' + i * interval '1 minute' FROM generate_series(1, 200000) AS i;
${partsIndexes.map((sql) => `${sql};`).join('\n')}
ANALYZE;`;

/** Queries that a shop asks: joins of two to five tables, aggregates, common table expressions, partitions, partial and expression indexes. */
export const queries: readonly (readonly [name: string, sql: string])[] = [
  ['by key', 'SELECT * FROM orders WHERE id = 4711'],
  ['by customer', 'SELECT * FROM orders WHERE customer_id = $1 ORDER BY created_at DESC LIMIT 10'],
  ['most rows', "SELECT count(*) FROM orders WHERE status = 'completed'"],
  ['few rows', "SELECT * FROM orders WHERE status = 'legacy_hold'"],
  [
    'open orders (partial index)',
    "SELECT * FROM orders WHERE status IN ('pending', 'paid') AND created_at < '2026-11-19'",
  ],
  ['by address (expression index)', "SELECT id FROM customers WHERE lower(email) = 'customer77@example.com'"],
  ['by address', "SELECT * FROM customers WHERE email = 'customer77@example.com'"],
  ['any address', 'SELECT * FROM customers WHERE email = $1'],
  [
    'two tables',
    "SELECT * FROM orders JOIN order_items ON orders.id = order_items.order_id WHERE orders.created_at > '2025-01-01' AND orders.status = 'completed'",
  ],
  [
    'recent',
    "SELECT o.id, i.price FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.created_at > '2026-11-18'",
  ],
  [
    'three tables',
    "SELECT c.country, sum(i.price * i.quantity) FROM customers c JOIN orders o ON o.customer_id = c.id JOIN order_items i ON i.order_id = o.id WHERE o.created_at >= '2026-06-01' GROUP BY c.country",
  ],
  [
    'four tables',
    "SELECT p.category, count(*) FROM products p JOIN order_items i ON i.product_id = p.id JOIN orders o ON o.id = i.order_id JOIN customers c ON c.id = o.customer_id WHERE c.plan = 'business' AND o.status = 'refunded' GROUP BY p.category ORDER BY 2 DESC",
  ],
  [
    'five tables',
    "SELECT c.id, p.sku, y.amount FROM customers c JOIN orders o ON o.customer_id = c.id JOIN order_items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id JOIN payments y ON y.order_id = o.id WHERE c.newsletter AND o.created_at > '2026-11-10' AND y.paid_at > '2026-11-10'",
  ],
  [
    'common table expression',
    'WITH big AS MATERIALIZED (SELECT customer_id, sum(total) AS spent FROM orders GROUP BY customer_id) SELECT c.name, b.spent FROM big b JOIN customers c ON c.id = b.customer_id WHERE b.spent > 10000',
  ],
  ['pruning', "SELECT sum(amount) FROM payments WHERE paid_at >= '2024-03-01' AND paid_at < '2024-04-01'"],
  ['all partitions', 'SELECT provider, count(*) FROM payments GROUP BY provider'],
  [
    'one side has none',
    "SELECT c.id FROM customers c WHERE NOT EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id AND o.created_at > '2026-01-01')",
  ],
  [
    'window',
    "SELECT id, rank() OVER (PARTITION BY customer_id ORDER BY total DESC) FROM orders WHERE created_at > '2026-10-01'",
  ],
  ['tags', "SELECT * FROM products WHERE tags @> ARRAY['sale']"],
  [
    'uuid join',
    'SELECT s.agent, count(*) FROM sessions s JOIN clicks c ON c.session_id = s.id WHERE s.customer_id = 12 GROUP BY s.agent',
  ],
  ['change', "UPDATE orders SET status = 'cancelled' WHERE customer_id = $1 AND status = 'pending'"],
  [
    'itself',
    "SELECT a.id FROM orders a JOIN orders b ON a.customer_id = b.customer_id AND a.id < b.id WHERE a.created_at > '2026-11-19'",
  ],
];
