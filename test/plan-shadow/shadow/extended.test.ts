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
CREATE STATISTICS events_notes (ndistinct, dependencies, mcv) ON kind, note FROM events;
CREATE TABLE texts (id bigint, mail text, small int, "on" int, during int4range, body tsvector);
CREATE INDEX texts_mail_idx ON texts (mail);
CREATE STATISTICS texts_mail ON lower(mail) FROM texts;
CREATE STATISTICS texts_sum (ndistinct) ON small, (small + "on") FROM texts;`;
const byHand = 'CREATE STATISTICS events_by_hand (ndistinct) ON kind, city FROM events;';
const rows = `INSERT INTO events SELECT i, i % 200, i % 200 / 10, i % 7, i % 7 FROM generate_series(1, 40000) AS i;
INSERT INTO texts SELECT i, 'M' || i % 50, i % 9, i % 3, int4range(i, i + i % 40), to_tsvector('simple', 'w' || i % 5) FROM generate_series(1, 20000) AS i;
ANALYZE;`;

const queries = [
  'SELECT * FROM events WHERE city = 42 AND country = 4',
  'SELECT city, country, count(*) FROM events GROUP BY city, country',
  'SELECT * FROM events WHERE city = 42 AND country = 4 AND kind = 3',
  'SELECT kind, city, count(*) FROM events GROUP BY kind, city',
  "SELECT * FROM texts WHERE mail = 'M3' AND small = 4",
  'SELECT mail, small, count(*) FROM texts GROUP BY mail, small',
  "SELECT * FROM texts WHERE mail LIKE 'M49%'",
  'SELECT * FROM texts WHERE during IS NULL OR body IS NULL',
];

/** What depends on statistics that hold values, and which. */
const open: readonly (readonly [sql: string, what: string])[] = [
  ['SELECT * FROM events WHERE kind = 3 AND note = 3', 'common values of (kind, note) of events'],
  ["SELECT * FROM texts WHERE lower(mail) = 'm3'", 'expressions of (mail) of texts'],
  ['SELECT lower(t.mail), count(*) FROM texts AS t GROUP BY 1', 'expressions of (mail) of texts'],
  ['SELECT DISTINCT small + "on" FROM texts', 'expressions of (small, on) of texts'],
  ["SELECT * FROM texts WHERE during && '[5,9)'", 'values of during of texts'],
  ["SELECT * FROM texts WHERE body @@ 'w3'", 'values of body of texts'],
];

function topOf(explained: unknown): unknown {
  const [{ Plan: top }] = explained as [{ Plan: Readonly<Record<string, unknown>> }];
  return [top['Node Type'], top['Plan Rows']];
}

/** A server that sorts by itself, since 17, plans LIKE otherwise. */
const locale = (version: number) => (version >= 17 ? " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'" : '');

describeWithPostgres('statistics of columns together', everyVersion, (version) => {
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.run(`CREATE DATABASE production TEMPLATE template0${locale(version)}`);
    await postgres.run(schema + byHand + rows, 'production');
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
        expect(topOf(planned.plan), planned.query.sql).toEqual(topOf(real?.['QUERY PLAN']));
        expect(vouch(planned.plan, known), planned.query.sql).toEqual({ ok: true });
      }
      expect([...shadow.notes]).toEqual([expect.stringMatching(/events_by_hand of production .* were added/)]);
      for (const [at, planned] of (await ask(open.map(([sql]) => sql))).entries()) {
        if (!planned.ok) throw new Error(planned.message);
        const vouched = vouch(planned.plan, known);
        expect(vouched, planned.query.sql).toMatchObject({ ok: false, reason: 'not-reproduced' });
        expect(vouched).toMatchObject({ message: expect.stringContaining(open[at]?.[1] ?? '') });
      }
    });
  }, 60_000);
});
