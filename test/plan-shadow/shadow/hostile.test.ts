import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/model/usage-error.ts';
import { administration, connect } from '../../../src/plan-shadow/server/connect.ts';
import { findServer } from '../../../src/plan-shadow/server/find-server.ts';
import { withServer } from '../../../src/plan-shadow/server/with-server.ts';
import { finishDatabase, loadBase } from '../../../src/plan-shadow/shadow/build-shadow.ts';
import { planQueries } from '../../../src/plan-shadow/shadow/plan-queries.ts';
import type { Shadow } from '../../../src/plan-shadow/shadow/shadow.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion, findPostgres } from '../../postgres-server/find-postgres.ts';
import { emptyCatalogue } from './empty-catalogue.ts';
import { useShadow } from './use-shadow.ts';

const planted = join(tmpdir(), 'tollgate-planted-by-a-schema');

/** What loading a schema ends with. */
async function refusal(shadow: Shadow, name: string, text: string): Promise<string> {
  try {
    await loadBase(shadow, { name, schema: [{ name: 'schema.sql', text }] });
    return 'it was loaded';
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

const schemas: readonly (readonly [what: string, sql: string, words: RegExp])[] = [
  [
    'COPY from a program',
    `COPY t FROM PROGRAM 'touch ${planted}'`,
    /schema\.sql:2: COPY .*refused, because it reaches outside/,
  ],
  [
    'COPY in a DO block',
    `DO $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''touch ${planted}'''; END $$`,
    /schema\.sql:2: DO .*(superuser|permission denied)/,
  ],
  [
    'a function in C',
    "CREATE FUNCTION f() RETURNS int LANGUAGE c AS '/lib/x86_64-linux-gnu/libc.so.6', 'system'",
    /permission denied for language c/,
  ],
  ['a language', 'DO $$ BEGIN CREATE EXTENSION plperl; END $$', /extensions and languages are not made in a shadow/],
  ['reading a file', "SELECT pg_read_file('/etc/passwd')", /permission denied for function pg_read_file/],
  ['writing a file', `SELECT lo_export(lo_create(0), '${planted}')`, /permission denied for function lo_export/],
  [
    'another role',
    'SET ROLE tollgate; ALTER ROLE author SUPERUSER',
    /ALTER ROLE|must be superuser|permission denied|it was loaded/,
  ],
  [
    'more rights in a DO block',
    "DO $$ BEGIN EXECUTE 'ALTER ROLE author SUPERUSER'; END $$",
    /must be superuser|permission denied|Only roles with/i,
  ],
  [
    'an endless loop without a time limit',
    'SET statement_timeout = 0; DO $$ BEGIN LOOP END LOOP; END $$',
    /schema\.sql:2: DO .*ran for more than 1 seconds/,
  ],
  [
    'filling the disk',
    'SET statement_timeout = 0; CREATE TABLE big (x text); DO $$ BEGIN LOOP INSERT INTO big SELECT repeat(md5(i::text), 50) FROM generate_series(1, 1000) AS i; END LOOP; END $$',
    /schema\.sql:2: DO .*(wrote more than 128 MB|ran for more than 1 seconds)/,
  ],
  [
    'much memory',
    "SELECT length(array_agg(repeat('x', 100000000))::text) FROM generate_series(1, 100)",
    /out of memory|ran for more than|invalid memory alloc|terminated|closed|exceeds/,
  ],
];

describeWithPostgres('a hostile schema', everyVersion, (version) => {
  const shadow = useShadow(emptyCatalogue(version));

  it.each(schemas)(
    '%s is refused by name and harms nothing',
    async (what, sql, words) => {
      expect(await refusal(shadow(), what, `CREATE TABLE t (a int);\n${sql};`)).toMatch(words);
      expect(existsSync(planted)).toBe(false);
    },
    30_000,
  );

  it('a function that planning would call cannot write, and is ended when it takes too long', async () => {
    const schema = `
CREATE TABLE t (a int);
CREATE FUNCTION writes() RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN INSERT INTO t VALUES (1); RETURN 1; END $$;
CREATE FUNCTION loops() RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM set_config('statement_timeout', '0', false); LOOP END LOOP; END $$;
CREATE FUNCTION shells() RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''touch ${planted}'''; RETURN 1; END $$;`;
    const sqls = ['writes', 'loops', 'shells'].map((name) => ({ name, sql: `SELECT * FROM t WHERE a = ${name}()` }));
    const two = { name: 'two statements', sql: 'SELECT 1; DROP TABLE t' };
    const last = { name: 'honest', sql: 'SELECT * FROM t WHERE a = 1' };
    const base = await loadBase(shadow(), { name: 'planned', schema: [{ name: 'schema.sql', text: schema }] });
    const { name } = await finishDatabase(shadow(), base, { name: 'production', migrations: [] });
    const options = { database: name, searchPath: ['public'] };
    const planned = await planQueries(shadow(), options, [...sqls, two, last]);
    const said = planned.map((one) => (one.ok ? 'planned' : one.message));
    expect(said[0]).toMatch(/not allowed in a non-volatile function|read-only transaction/);
    expect(said[1]).toMatch(/ran for more than 1 seconds, and was ended/);
    expect(said[2]).toMatch(/permission denied|must be superuser|not allowed/);
    expect(said[3]).toMatch(/cannot insert multiple commands/);
    expect(said[4]).toBe('planned');
    expect(existsSync(planted)).toBe(false);
  }, 30_000);

  it('names with quotes, line breaks and 63 bytes survive, and are planned', async () => {
    const names = ['a"b', 'line\nbreak', "it's; DROP TABLE t", 'größe', 'select', 'x'.repeat(63), '$1', '\\'];
    const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`);
    const text = quoted.map((name) => `CREATE TABLE ${name} (${name} int PRIMARY KEY);`).join('\n');
    const base = await loadBase(shadow(), { name: 'ha"rd\n', schema: [{ name: 'schema.sql', text }] });
    const { name: database } = await finishDatabase(shadow(), base, { name: "na'med", migrations: [] });
    const queries = quoted.map((name) => ({ name, sql: `SELECT * FROM ${name} WHERE ${name} = 1` }));
    const planned = await planQueries(shadow(), { database, searchPath: ['public', "it's"] }, queries);
    expect(planned.map((one) => (one.ok ? 'planned' : one.message))).toEqual(names.map(() => 'planned'));
  }, 30_000);
});

/** Whether a process is there, its own user's or not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

describe('a shadow', () => {
  it('leaves no folder behind, nor a session that is busy', async () => {
    const found = findPostgres(15);
    if ('missing' in found) return;
    const left = await withServer(await findServer(found.bin, 15), async (server) => {
      const client = await connect(server, { database: administration });
      const { rows } = await client.query('SELECT pg_backend_pid() AS session');
      const endless = client.query('DO $$ BEGIN LOOP END LOOP; END $$');
      // oxlint-disable-next-line promise/prefer-await-to-then -- it ends with the server only
      const broken = endless.catch((error: unknown) => String(error));
      expect(existsSync(server.socket)).toBe(true);
      return { folder: server.socket, session: Number(rows[0].session), broken };
    });
    expect(await left.broken).toMatch(/terminat|immediate shutdown|ECONNRESET/);
    expect(existsSync(left.folder)).toBe(false);
    expect(isRunning(left.session)).toBe(false);
  }, 30_000);
});
