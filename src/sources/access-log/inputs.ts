import { accessSync, constants, globSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../../model/usage-error.ts';

/** A file to be read; standard input has no path. */
export interface Input {
  /** Without its folder: that is nobody's business who reads the model. */
  readonly name: string;
  readonly path: string | null;
  /** In bytes as stored; 0 where it is not known. */
  readonly size: number;
  /** Cannot be read twice, nor from the middle. */
  readonly isPipe: boolean;
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** What is at a path, through links; null where there is nothing, or only links that lead nowhere. */
function found(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

const canBeRead = (stats: Stats | null) => stats !== null && (stats.isFile() || stats.isFIFO());

/** A pipe, such as of `<(zcat *.gz)` in a shell, is read like standard input: once, from its start to its end. */
function fileOf(path: string): Input {
  const { size } = statSync(path);
  return { name: basename(path), path, size, isPipe: !statSync(path).isFile() };
}

/** The files of a folder and those that its links lead to, not those of folders in it, in the order of their names. */
function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => join(folder, name))
    .filter((path) => found(path)?.isFile() === true)
    .sort(byText);
}

function pathsOf(argument: string): string[] {
  const stats = found(argument);
  if (stats?.isDirectory() === true) return isReadable(argument) ? filesIn(argument) : [];
  if (canBeRead(stats)) return [argument];
  return stats === null
    ? globSync(argument)
        .filter((path) => found(path)?.isFile() === true)
        .sort(byText)
    : [];
}

/** Pipes have none: `/dev/fd/63` leads to no path. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Found out before anything is read: hours of reading must not end at the last file. */
function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds the files that are meant by names, globs, folders and `-` for standard input, in that order, none twice.
 *
 * @throws UsageError that names everything that is not there or may not be read
 */
export function findInputs(given: readonly string[]): Input[] {
  const inputs = new Map<string, Input>();
  const missing: string[] = [];
  for (const argument of given) {
    if (argument === '-') {
      inputs.set('-', { name: 'standard input', path: null, size: 0, isPipe: true });
      continue;
    }
    const paths = pathsOf(argument);
    if (paths.length === 0) missing.push(argument);
    missing.push(...paths.filter((path) => !isReadable(path)));
    // One file has many names: `logs/a`, `./logs/a`, a link; its lines must not count twice, and its own name is the better one.
    for (const path of paths) {
      const place = realPathOf(path);
      if (!inputs.has(place) || resolve(path) === place) inputs.set(place, fileOf(path));
    }
  }
  if (missing.length > 0)
    throw new UsageError(
      'invalid-option',
      `wanted access logs (files, globs, folders, or - for standard input), but nothing that can be read is at ${missing.map((one) => `"${one}"`).join(', ')}`,
    );
  return [...inputs.values()];
}

/**
 * Refuses a file that is itself one of the logs.
 *
 * @throws UsageError that names it
 */
export function refuseToOverwrite(inputs: readonly Input[], out: string): void {
  const place = realPathOf(out);
  if (inputs.some(({ path, isPipe }) => path !== null && !isPipe && realPathOf(path) === place))
    throw new UsageError('invalid-option', `--out: ${out} is one of the logs and would be written over`);
}
