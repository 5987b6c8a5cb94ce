import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findPostgres, type PostgresVersion } from './find-postgres.ts';
import { freePort } from './free-port.ts';
import { unprivileged } from './unprivileged.ts';

/** One row of an answer, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** A running, throw-away server; its superuser is `postgres`, and no one needs a password. */
export interface PostgresServer {
  readonly version: PostgresVersion;
  /** Its programs, its data and its port on 127.0.0.1. */
  readonly bin: string;
  readonly data: string;
  readonly port: number;
  /** Address of a database, for a role. */
  url(database?: string, role?: string): string;
  /** Runs statements, separated by semicolons, and gives the rows of the last one that has any. */
  run(sql: string, database?: string, role?: string): Promise<readonly Row[]>;
  /** Makes a database, from a template where one is named, and runs statements in it; gives its name. */
  createDatabase(name: string, from?: { readonly template?: string; readonly sql?: string }): Promise<string>;
  /** Ends the process by its own id and removes its folder. */
  stop(): Promise<void>;
}

/** Nothing here survives the test, so nothing is written safely. */
const fast = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
  max_wal_size: '4GB',
  shared_buffers: '128MB',
  // In the folder of the test, which is removed.
  dynamic_shared_memory_type: 'mmap',
} as const;

export interface PostgresOptions {
  readonly version: PostgresVersion;
  /** Settings by name, laid over the fast ones. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Fills the data folder in another way than initdb does (a replica: pg_basebackup). */
  readonly prepare?: (data: string, bin: string) => Promise<void>;
}

/**
 * Starts PostgreSQL on a free port of loopback, on data of its own, as an unprivileged user where the test runs as root.
 *
 * Autovacuum is off, so that statistics change only when a test says ANALYZE.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const found = findPostgres(options.version);
  if ('missing' in found) throw new Error(found.missing);
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-postgres-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const { uid, gid } = unprivileged();
    if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
    const data = join(folder, 'data');
    await (options.prepare ?? initialise)(data, found.bin);
    const port = await freePort();
    const child = await launch({ bin: found.bin, data, port, settings: { ...fast, ...options.settings } });
    return serve(options.version, { bin: found.bin, data, port, child, remove });
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Runs a program of PostgreSQL as the user that servers run as. */
export async function runProgram(program: string, parameters: readonly string[]): Promise<void> {
  await promisify(execFile)(program, [...parameters], { ...unprivileged(), cwd: '/', env: { PATH: '/usr/bin:/bin' } });
}

async function initialise(data: string, bin: string): Promise<void> {
  const choices = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  await runProgram(join(bin, 'initdb'), ['-D', data, ...choices]);
}

async function launch(server: {
  bin: string;
  data: string;
  port: number;
  settings: Readonly<Record<string, string>>;
}): Promise<ChildProcess> {
  const own = { listen_addresses: '127.0.0.1', unix_socket_directories: '', logging_collector: 'off' };
  const settings = Object.entries({ ...own, ...server.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(join(server.bin, 'postgres'), ['-D', server.data, '-p', `${server.port}`, ...settings], {
    ...unprivileged(),
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_MESSAGES: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  for await (const line of createInterface({ input: child.stderr })) {
    log += `${line}\n`;
    if (line.includes('ready to accept')) {
      child.stderr.resume();
      return child;
    }
  }
  throw new Error(`postgres ended before it was ready:\n${log}`);
}

function serve(
  version: PostgresVersion,
  running: { bin: string; data: string; port: number; child: ChildProcess; remove: () => Promise<void> },
): PostgresServer {
  const { bin, data, port, child, remove } = running;
  // A test run that ends early must not leave a server behind.
  const atExit = () => child.kill('SIGQUIT');
  process.once('exit', atExit);
  const url = (database = 'postgres', role = 'postgres') =>
    `postgresql://${encodeURIComponent(role)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const run = async (sql: string, database?: string, role?: string) => {
    const client = new Client({ connectionString: url(database, role) });
    await client.connect();
    try {
      const answer: unknown = await client.query(sql);
      return rowsOf(answer);
    } finally {
      await client.end();
    }
  };
  return {
    version,
    bin,
    data,
    port,
    url,
    run,
    async createDatabase(name, from = {}) {
      const template = from.template === undefined ? '' : ` TEMPLATE ${quoted(from.template)}`;
      await run(`CREATE DATABASE ${quoted(name)}${template}`);
      if (from.sql !== undefined) await run(from.sql, name);
      return name;
    },
    async stop() {
      process.off('exit', atExit);
      const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
      child.kill('SIGQUIT');
      await ended;
      await remove();
    },
  };
}

/** Makes what the server has counted so far readable at once; until 15 a process of its own collects it, and writes twice a second. */
export const showCounters = (version: PostgresVersion) =>
  version < 15 ? 'SELECT pg_sleep(1.1)' : 'SELECT pg_stat_force_next_flush()';

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Several statements give several answers; a single one gives itself. */
function rowsOf(answer: unknown): readonly Row[] {
  const answers = Array.isArray(answer) ? answer : [answer];
  return answers.map((one: { rows?: Row[] }) => one.rows ?? []).findLast((rows) => rows.length > 0) ?? [];
}
