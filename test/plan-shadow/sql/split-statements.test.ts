import { parse } from 'libpg-query';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { splitStatements } from '../../../src/plan-shadow/sql/split-statements.ts';
import { statementKind } from '../../../src/plan-shadow/sql/statement-kind.ts';
import { schemaSql } from '../shadow/real-shop.ts';

const texts = (sql: string) => splitStatements(sql).map((statement) => statement.sql);

/** How PostgreSQL's own parser cuts a text. */
async function parsed(sql: string): Promise<string[]> {
  const bytes = Buffer.from(sql);
  const { stmts = [] } = await parse(sql);
  return stmts.map(({ stmt_location: from = 0, stmt_len: length }) =>
    bytes.subarray(from, length === undefined ? undefined : from + length).toString(),
  );
}

/** Without what stands before the first word and behind the last, which the two cut differently. */
const bare = (sql: string) => splitStatements(sql)[0]?.sql ?? '';

const hard = [
  "SELECT 'a;b', E'it\\'s;', U&'\\0041;', b'01' ; SELECT 2",
  'SELECT $$;$$, $tag$ $$ ; $tag$; SELECT 1',
  'SELECT /* ; /* nested ; */ ; */ 1; -- ; \nSELECT 2',
  'CREATE TABLE "a;""b" ("x;y" int); SELECT 1',
  'CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; SELECT 2; END; SELECT 3',
  "DO $do$ BEGIN PERFORM 1; END $do$; SELECT '\n;\n'",
  'CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2); SELECT 3',
  'SELECT 1;;; SELECT 2;',
  'SELECT "größe", $1 FROM "täble"; SELECT 1.5e10, .5',
  schemaSql,
];

describe('statements of a file', () => {
  it.each(hard)('are cut where PostgreSQL cuts them: %s', async (sql) => {
    expect(texts(sql)).toEqual((await parsed(sql)).map(bare));
  });

  it('are cut so in 300 texts put together by chance', async () => {
    const random = seededRandom(5);
    const pieces = ["'a;'", '$$;$$', '"n;"', '/*;*/', '1', '+', '-', "E'\\';'", '$1', 'x', '--;\n', ' ', "''';'"];
    let agreed = 0;
    for (let round = 0; round < 300; round++) {
      const body = Array.from({ length: 6 }, () => pieces[Math.floor(random() * pieces.length)]).join(' ');
      const sql = `SELECT ${body} ; SELECT 2`;
      const wanted = await parsed(sql).catch(() => null);
      if (wanted === null) continue;
      expect(texts(sql), sql).toEqual(wanted.map(bare));
      agreed += 1;
    }
    expect(agreed).toBeGreaterThan(5);
  });

  it('have a line, and the name that stands before them', () => {
    const sql = '-- name: OrderById :one\nSELECT 1;\n\n/* name: two */ SELECT 2;\nSELECT 3';
    expect(splitStatements(sql).map(({ line, name }) => [line, name])).toEqual([
      [2, 'OrderById'],
      [4, 'two'],
      [5, null],
    ]);
  });

  it('are not those that undo a migration, nor commands of psql', () => {
    expect(texts('-- migrate:up\nSELECT 1;\n-- migrate:down\nDROP TABLE t;')).toEqual(['SELECT 1']);
    expect(texts('\\restrict x;y\nSELECT 1;\n\\unrestrict x')).toEqual(['SELECT 1']);
  });

  it.each([
    ['COPY t FROM PROGRAM $$id$$', 'refused'],
    ["CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'x')", 'refused'],
    ['ALTER TABLE ONLY public."orders" OWNER TO shop', 'rights'],
    ['CREATE EXTENSION IF NOT EXISTS pg_trgm', 'extension'],
    ['INSERT INTO t VALUES (1)', 'rows'],
    ['VACUUM', 'upkeep'],
    ['ANALYZE t', 'upkeep'],
    ['CREATE INDEX i ON t (a)', 'definition'],
    ['(SELECT 1)', 'query'],
  ])('%s: %s', (sql, kind) => {
    expect(statementKind(splitStatements(sql)[0]?.tokens ?? [])).toBe(kind);
  });
});
