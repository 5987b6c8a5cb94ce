import { accessSync, constants, globSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from '../../model/usage-error.ts';

/** A file to be read; standard input has no path. */
export interface Input {
  /** Without its folder: that is nobody's business who reads the model. */
  readonly name: string;
  readonly path: string | null;
  /** In bytes as stored; 0 where it is not known. */
  readonly size: number;
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function fileOf(path: string): Input {
  const { size } = statSync(path);
  return { name: basename(path), path, size };
}

/** The files of a folder, not those of folders in it, in the order of their names. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(folder, entry.name))
    .sort(byText);
}

function pathsOf(argument: string): string[] {
  const found = statSync(argument, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return filesIn(argument);
  if (found !== undefined) return [argument];
  return globSync(argument)
    .filter((path) => statSync(path).isFile())
    .sort(byText);
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
      inputs.set('-', { name: 'standard input', path: null, size: 0 });
      continue;
    }
    const paths = pathsOf(argument);
    if (paths.length === 0) missing.push(argument);
    missing.push(...paths.filter((path) => !isReadable(path)));
    for (const path of paths) inputs.set(path, fileOf(path));
  }
  if (missing.length > 0)
    throw new UsageError(
      'invalid-option',
      `wanted access logs (files, globs, folders, or - for standard input), but nothing that can be read is at ${missing.map((one) => `"${one}"`).join(', ')}`,
    );
  return [...inputs.values()];
}
