import { expect, it } from 'vitest';
import { finishBase, loadBase } from '../../../src/plan-shadow/shadow/build-shadow.ts';
import { planQueries } from '../../../src/plan-shadow/shadow/plan-queries.ts';
import { knownOf } from '../../../src/plan-shadow/vouch/known-of.ts';
import { vouch } from '../../../src/plan-shadow/vouch/vouch.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion } from '../../postgres-server/find-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { collect, inShadow } from './production.ts';

const schema = `
CREATE TABLE events (id bigint, city int, country int, kind int, note int);
CREATE STATISTICS events_place (ndistinct, dependencies) ON city, country, kind FROM events;
CREATE STATISTICS events_notes (ndistinct, dependencies, mcv) ON kind, note FROM events;`;
const rows = `INSERT INTO events SELECT i, i % 200, i % 200 / 10, i % 7, i % 7 FROM generate_series(1, 40000) AS i; ANALYZE;`;

const queries = [
  'SELECT * FROM events WHERE city = 42 AND country = 4',
  'SELECT city, country, count(*) FROM events GROUP BY city, country',
  'SELECT * FROM events WHERE city = 42 AND country = 4 AND kind = 3',
];

const rowsOf = (explained: unknown) => (explained as [{ Plan: { 'Plan Rows': number } }])[0].Plan['Plan Rows'];

describeWithPostgres('statistics of columns together', everyVersion, (version) => {
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.createDatabase('production', { sql: schema + rows });
  });

  it('are those of production, where they are numbers; those of values are not vouched for', async () => {
    const catalogue = await collect(server(), false);
    await inShadow(catalogue, async (shadow) => {
      const base = await loadBase(shadow, { name: 'production', schema: [{ name: 's.sql', text: schema }] });
      const { name, targets } = await finishBase(shadow, base);
      const known = knownOf(catalogue, targets);
      const ask = (all: readonly string[]) =>
        planQueries(
          shadow,
          { database: name, searchPath: ['public'] },
          all.map((sql) => ({ name: sql, sql })),
        );
      for (const planned of await ask(queries)) {
        if (!planned.ok) throw new Error(planned.message);
        const [real] = await server().run(`EXPLAIN (FORMAT JSON) ${planned.query.sql}`, 'production');
        expect(rowsOf(planned.plan), planned.query.sql).toBe(rowsOf(real?.['QUERY PLAN']));
        expect(vouch(planned.plan, known), planned.query.sql).toEqual({ ok: true });
      }
      const [mixed] = await ask(['SELECT * FROM events WHERE kind = 3 AND note = 3']);
      if (mixed?.ok !== true) throw new Error('not planned');
      expect(vouch(mixed.plan, known)).toMatchObject({ ok: false, reason: 'not-reproduced' });
    });
  }, 60_000);
});
