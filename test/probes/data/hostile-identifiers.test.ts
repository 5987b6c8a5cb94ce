import { expect, it } from 'vitest';
import { html } from '../../../src/report/html.ts';
import { markdown } from '../../../src/report/markdown.ts';
import { terminal } from '../../../src/report/terminal.ts';
import { differences, verdictOnData } from '../../judge/data/compared.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion } from '../../postgres-server/find-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { catalogueOf, database, profileOf } from './collected.ts';

/** Names that break out of quotes, lines, Markdown, HTML, workflow commands and terminals, are words of SQL, or as long as may be. */
const names = [
  `"; DROP TABLE x; --`,
  `it's "quoted"`,
  'two\nlines',
  '::error::injected',
  '<script>alert(1)</script>',
  '[link](http://evil.example)|`code`',
  '\u001b[31mred',
  'select',
  'Ünïcode 李',
  'back\\slash',
  'a'.repeat(63),
  '{1,2}',
  '%s $1 ${x}',
];
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const compare = (one: string, other: string) => (one < other ? -1 : 1);
const literal = (name: string) => `'${name.replaceAll("'", "''")}'`;

const sql = names
  .map((name, index) => {
    const [table, schema] = [quoted(name), quoted(`s${index}${name}`.slice(0, 30))];
    return `CREATE SCHEMA ${schema}; CREATE TYPE ${schema}.${table} AS ENUM ('a', ${literal(name)});
      CREATE TABLE ${schema}.${quoted(`t${name}`.slice(0, 40))} (id serial PRIMARY KEY, ${table} integer, kind ${schema}.${table}, CONSTRAINT ${quoted(`c${name}`.slice(0, 40))} CHECK (${table} > 0));
      INSERT INTO ${schema}.${quoted(`t${name}`.slice(0, 40))} (${table}, kind) SELECT 1 + i % 9, (ARRAY['a', ${literal(name)}])[1 + i % 2]::${schema}.${table} FROM generate_series(1, 1000) AS i;
      CREATE INDEX ${quoted(`i${name}`.slice(0, 40))} ON ${schema}.${quoted(`t${name}`.slice(0, 40))} (${table});`;
  })
  .join('\n');

describeWithPostgres('hostile identifiers', everyVersion, (version) => {
  const server = usePostgres({ version }, async (postgres) => {
    await postgres.createDatabase('production', { sql: `${sql} ANALYZE;` });
    await postgres.createDatabase('staging', { template: 'production' });
    const tables = await postgres.run(
      "SELECT format('DROP INDEX %I.%I', schemaname, indexname) AS sql FROM pg_indexes WHERE schemaname LIKE 's%' AND indexname LIKE 'i%'",
      'staging',
    );
    for (const { sql: drop } of tables) await postgres.run(String(drop), 'staging');
    await postgres.run('ANALYZE', 'production');
    await postgres.run('ANALYZE', 'staging');
  });

  it('are collected as they are', async () => {
    const { tables, enums } = await catalogueOf(database(server().url('production')));
    expect(tables.map(({ columns }) => columns[1]?.name ?? '').toSorted(compare)).toEqual(names.toSorted(compare));
    expect(tables.every(({ statistics, rows }) => statistics === 'read' && rows === 1000)).toBe(true);
    expect(enums.flatMap(({ labels }) => labels.slice(1)).toSorted(compare)).toEqual(names.toSorted(compare));
    const kinds = tables.map(({ columns }) => columns[2]?.statistics[0]?.commonValues);
    expect(kinds.flatMap((values) => values?.filter((value) => value !== 'a') ?? []).toSorted(compare)).toEqual(
      names.toSorted(compare),
    );
  });

  it('are findings with an address each, inert in every report', async () => {
    const [left, right] = [
      await profileOf('production', database(server().url('production'))),
      await profileOf('staging', database(server().url('staging'))),
    ];
    const verdict = verdictOnData(left, right);
    expect(differences(verdict)).toHaveLength(names.length);
    expect(new Set(verdict.findings.map(({ fingerprint }) => fingerprint)).size).toBe(verdict.findings.length);
    const [page, text, screen] = [html(verdict), markdown(verdict), terminal(verdict, { colour: true, width: 100 })];
    expect(page).not.toContain('<script>alert');
    expect(text).not.toMatch(/<script>|\]\(http:\/\/evil/);
    expect(text).not.toMatch(/^::error/m);
    expect(screen).not.toContain('\u001b[31mred');
  });
});
