import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/blind-spots/changed-file.ts';
import { findTouches } from '../../src/blind-spots/find-touches.ts';
import { rules } from '../../src/blind-spots/rules/registry.ts';

/** What is found in a file of which these lines are added (and those with a minus removed). */
function touched(path: string, ...lines: string[]) {
  const body = lines.map((line) => (line.startsWith('-') ? line : `+${line}`));
  const patch = [`@@ -1,${lines.length} +1,${lines.length} @@`, ...body].join('\n');
  return findTouches([{ path, status: 'modified', patch }]).touches.map(({ rule, what }) => `${rule.id}: ${what}`);
}

describe('the rules', () => {
  it.each([
    {
      path: 'db/1.sql',
      line: 'ALTER TABLE orders ADD COLUMN note text;',
      found: ['schema-change: ALTER TABLE orders'],
    },
    {
      path: 'db/1.sql',
      line: 'create index concurrently if not exists i on public.orders (id)',
      found: ['schema-change: create index public.orders'],
    },
    {
      path: 'db/1.sql',
      line: 'DROP INDEX CONCURRENTLY IF EXISTS orders_at;',
      found: ['schema-change: DROP INDEX orders_at'],
    },
    {
      path: 'db/migrate/1.rb',
      line: '  add_column :orders, :note, :string',
      found: ['schema-change: add_column orders'],
    },
    {
      path: 'migrations/1.js',
      line: "  await knex.schema.alterTable('orders', t => {})",
      found: ['schema-change: alterTable orders'],
    },
    { path: 'shop/migrations/0002.py', line: '        migrations.AddField(', found: ['schema-change: AddField'] },
    {
      path: 'src/orders.ts',
      line: 'const rows = await sql`SELECT id FROM orders WHERE at > ${at}`',
      found: ['query: FROM orders'],
    },
    {
      path: 'src/orders.ts',
      line: "  'LEFT JOIN customers c ON c.id = o.customer_id',",
      found: ['query: LEFT JOIN customers'],
    },
    { path: 'src/orders.py', line: '    cur.execute("UPDATE orders SET note = %s")', found: ['query: UPDATE orders'] },
    {
      path: 'src/a.ts',
      line: 'const key = process.env.PAYMENT_KEY ?? "";',
      found: ['environment-variable: PAYMENT_KEY'],
    },
    { path: 'src/a.ts', line: "const key = process.env['PAYMENT_KEY'];", found: ['environment-variable: PAYMENT_KEY'] },
    { path: 'a.py', line: 'KEY = os.environ["PAYMENT_KEY"]', found: ['environment-variable: PAYMENT_KEY'] },
    { path: 'a.go', line: 'key := os.Getenv("PAYMENT_KEY")', found: ['environment-variable: PAYMENT_KEY'] },
    { path: 'a.rb', line: "key = ENV.fetch('PAYMENT_KEY')", found: ['environment-variable: PAYMENT_KEY'] },
    { path: 'A.java', line: 'System.getenv("PAYMENT_KEY")', found: ['environment-variable: PAYMENT_KEY'] },
    {
      path: 'src/app.ts',
      line: "router.post('/orders/:id/refund', refund);",
      found: ['route: post /orders/:id/refund'],
    },
    { path: 'Orders.java', line: '  @GetMapping("/orders/{id}")', found: ['route: Get /orders/{id}'] },
    { path: 'app.py', line: '@app.route("/orders")', found: ['route: route /orders'] },
    { path: 'main.go', line: '  mux.HandleFunc("/orders", orders)', found: ['route: /orders'] },
    { path: 'src/a.ts', line: "if (flags.isEnabled('new-checkout')) {", found: ['flag: new-checkout'] },
    {
      path: 'src/a.ts',
      line: "const on = client.variation('new-checkout', user, false);",
      found: ['flag: new-checkout'],
    },
    { path: 'infra/db.tf', line: 'instance_class = "db.t3.micro"', found: ['infrastructure: infra/db.tf'] },
    { path: 'k8s/app.yaml', line: '  replicas: 3', found: ['infrastructure: replicas'] },
    { path: 'package.json', line: '    "pg": "^8.23.1",', found: ['package: pg'] },
    { path: 'requirements.txt', line: 'psycopg[binary]==3.2', found: ['package: psycopg'] },
    { path: 'go.mod', line: '\tgithub.com/jackc/pgx/v5 v5.7.1', found: ['package: github.com/jackc/pgx/v5'] },
  ])('$path: $line', ({ path, line, found }) => {
    expect(touched(path, line)).toEqual(found);
  });

  it.each([
    { name: 'prose about SQL', path: 'docs/a.md', lines: ['Then select a colour from the palette and update it.'] },
    { name: 'an import', path: 'src/a.ts', lines: ["import { select } from './from.ts';"] },
    { name: 'routes that only a test calls', path: 'test/a.test.ts', lines: ["app.get('/orders', handler);"] },
    { name: 'a variable that was read before', path: 'a.ts', lines: ['-f(process.env.KEY_A)', 'g(process.env.KEY_A)'] },
    { name: 'the package’s own version', path: 'package.json', lines: ['  "version": "1.2.3",'] },
    { name: 'settings of no cluster', path: 'config/colours.yaml', lines: ['  red: 3'] },
  ])('say nothing about $name', ({ path, lines }) => {
    expect(touched(path, ...lines)).toEqual([]);
  });

  it('have names of their own, and every one finds something above', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('say once what a file says ten times, and cut what is long', () => {
    const line = `f(process.env.${'A'.repeat(60)})`;
    expect(touched('a.ts', ...Array.from({ length: 10 }, () => line))).toHaveLength(1);
    const [first = ''] = touched('a.js', `app.get('/${'a'.repeat(119)}', x)`);
    expect(first.length).toBeLessThan(100);
  });

  it('are quick on hostile lines', () => {
    const hostile = ['select '.repeat(20_000), `process.env.${'A'.repeat(100_000)}`, `app.get('${'/'.repeat(100_000)}`];
    const start = performance.now();
    touched('a.ts', ...hostile);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('a diff', () => {
  it('is read with the numbers of the new file, over several hunks', () => {
    const patch = '@@ -1,3 +1,4 @@\n a\n-b\n+B\n+c\n d\n@@ -10 +11,2 @@ function\n x\n+y\n\\ No newline at end of file';
    expect(linesOf(patch)).toEqual({
      added: [
        { number: 2, text: 'B' },
        { number: 3, text: 'c' },
        { number: 12, text: 'y' },
      ],
      removed: ['b'],
    });
  });

  it('that GitHub does not give is said, not passed over', () => {
    const file = { path: 'big.sql', status: 'added', patch: null } as const;
    expect(findTouches([file, { ...file, path: 'gone.sql', status: 'removed' }])).toEqual({
      touches: [],
      unread: ['big.sql'],
    });
  });
});
