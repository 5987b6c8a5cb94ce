import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { ProviderError } from '../../model/provider-error.ts';
import type { ServerPrograms } from './find-server.ts';
import { keepOneDatabase, removeMaps } from './keep-one-database.ts';
import { limited } from './limited.ts';
import { type ServerUser, serverUser } from './server-user.ts';
import { superuser, type ThrowAwayServer } from './throw-away-server.ts';
import { watchFolder } from './watchdog.ts';

/** Part of the socket's file name; nothing listens on a port. */
const port = 5432;
const limits = { memoryBytes: 2 * 1024 ** 3, openFiles: 4096 };
const run = promisify(execFile);

/** Nothing survives, so nothing is written safely; statistics are ours, so nothing may analyse. */
const settings: readonly string[] = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'autovacuum=off',
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'min_wal_size=2MB',
  'max_wal_size=2MB',
  'shared_buffers=32MB',
  // In its own folder, which is removed however it ends.
  'dynamic_shared_memory_type=mmap',
  'max_connections=8',
  'superuser_reserved_connections=3',
  'max_worker_processes=2',
  'temp_file_limit=64MB',
  'statement_timeout=30s',
  'lock_timeout=10s',
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_statement=none',
  'logging_collector=off',
  'dynamic_library_path=$libdir',
  'jit_above_cost=100000',
];

/** Nothing of our own environment is for the server. */
const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

async function initialise(programs: ServerPrograms, folder: string, who: ServerUser): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (who.uid !== undefined && who.gid !== undefined) await chown(passwordFile, who.uid, who.gid);
  const parameters = [
    `--pgdata=${join(folder, 'data')}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--wal-segsize=1',
    '--no-sync',
    '--no-instructions',
    // Pages are written behind the server's back; version 18 would check sums of them.
    ...(programs.major >= 18 ? ['--no-data-checksums'] : []),
  ];
  await run(join(programs.bin, 'initdb'), parameters, { ...who, cwd: '/', env: environment, timeout: 60_000 });
  await rm(passwordFile);
  return password;
}

const lastLines = 20;

/** @throws ProviderError with the server's own words where it ends before it is ready */
async function launch(programs: ServerPrograms, folder: string, who: ServerUser): Promise<ChildProcess> {
  const own = [...settings, `unix_socket_directories=${folder}`].flatMap((setting) => ['-c', setting]);
  const data = join(folder, 'data');
  const postgres = [join(programs.bin, 'postgres'), '-D', data, '-p', String(port), ...own];
  const [command, ...parameters] = limited(limits, postgres);
  // A group of its own: Ctrl-C reaches us first.
  const child = spawn(command, parameters, {
    ...who,
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  const tooLate = setTimeout(() => endAtOnce(child), 60_000);
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    if (said.length > lastLines) said.shift();
    if (line.includes('ready to accept')) {
      clearTimeout(tooLate);
      child.stderr.resume();
      return child;
    }
  }
  clearTimeout(tooLate);
  throw new Error(`postgres ended before it was ready:\n${said.join('\n')}`);
}

/**
 * Tells the server to end at once. Only it knows its sessions: each is a process in a group of its own, and one that is busy does not
 * notice when the server is killed. Five seconds later the server kills what has not ended.
 */
function endAtOnce(child: ChildProcess): void {
  child.kill('SIGQUIT');
}

const graceMilliseconds = 15_000;

/** Ends a process, unless it has ended by itself, and waits for it. */
async function ended(child: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  const last = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
  child.kill(signal);
  await exit;
  clearTimeout(last);
}

interface Place {
  readonly folder: string;
  readonly user: ServerUser;
}

async function startIn({ folder, user }: Place, programs: ServerPrograms): Promise<ThrowAwayServer> {
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid);
  const password = await initialise(programs, folder, user);
  const data = join(folder, 'data');
  await removeMaps(data);
  let child = await launch(programs, folder, user);
  const atExit = () => endAtOnce(child);
  process.once('exit', atExit);
  const stop = async () => {
    process.off('exit', atExit);
    await ended(child, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const restart = async () => {
    await ended(child, 'SIGINT');
    child = await launch(programs, folder, user);
  };
  const server = { ...programs, data, socket: folder, port, user, password, restart, stop };
  try {
    await keepOneDatabase(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return server;
}

/**
 * Starts PostgreSQL in a private folder that is removed at the end: no port, an empty environment, limited memory, and an
 * unprivileged user where this program runs as root.
 *
 * @throws ProviderError where it does not start
 */
export async function startServer(programs: ServerPrograms): Promise<ThrowAwayServer> {
  // The path of a socket has 107 bytes at most, and temporary folders of some systems are long.
  const base = tmpdir().length > 60 ? '/tmp' : tmpdir();
  const user = await serverUser();
  const folder = join(base, `tollgate-shadow-${randomBytes(8).toString('hex')}`);
  // Watched before it is there: whenever this program is killed, somebody removes it.
  const unwatch = watchFolder(folder, user);
  try {
    await mkdir(folder, { mode: 0o700 });
    const server = await startIn({ folder, user }, programs);
    const stop = async () => {
      await server.stop();
      unwatch();
    };
    return { ...server, stop };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    unwatch();
    const words = error instanceof Error ? error.message : String(error);
    throw new ProviderError(
      'unreachable',
      `PostgreSQL ${programs.version} of ${programs.bin} could not be started: ${words.slice(0, 2000)}`,
      { cause: error },
    );
  }
}
