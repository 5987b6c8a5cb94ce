import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const memory = '/dev/shm';
/** A run needs some hundred megabytes at a time; a container may have 64 in all. */
const wanted = 2 * 1024 ** 3;
const prefix = 'tollgate-run-';

/** A disk may refuse to start programs from where it keeps files in memory, and the tests write some. */
function startsPrograms(folder: string): boolean {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  return spawnSync(program).status === 0;
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= wanted;
}

function isOver(run: number): boolean {
  try {
    process.kill(run, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Makes the folder of this run; of runs that were killed nothing stays. */
function makeIn(base: string): string {
  for (const name of readdirSync(base).filter((one) => one.startsWith(prefix)))
    if (isOver(Number(name.slice(prefix.length)))) rmSync(join(base, name), { recursive: true, force: true });
  const folder = join(base, `${prefix}${process.pid}`);
  mkdirSync(folder);
  return folder;
}

function makeFolder(): string {
  if (!hasRoom(memory)) return makeIn(tmpdir());
  const folder = makeIn(memory);
  if (startsPrograms(folder)) return folder;
  rmSync(folder, { recursive: true });
  return makeIn(tmpdir());
}

/**
 * Gives a test run one folder for everything temporary of all its processes, in memory where there is room, and removes it at the end.
 *
 * The tests make a hundred thousand files: a store for nearly every story of the bot, clusters of PostgreSQL, blocks of Prometheus.
 * On a disk that costs as much as the tests themselves.
 */
export function setup(): () => void {
  const folder = makeFolder();
  process.env['TMPDIR'] = folder;
  // What one process has compiled, the others need not.
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compile-cache');
  return () => rmSync(folder, { recursive: true, force: true });
}
