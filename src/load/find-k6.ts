import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UsageError } from '../model/usage-error.ts';

const install = 'https://grafana.com/docs/k6/latest/set-up/install-k6';

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Where k6 is: the file that was named, else the first one on the path.
 *
 * @param path folders as the variable PATH holds them
 * @throws UsageError that says how to get k6
 */
export function findK6(named: string | undefined, path: string): string {
  if (named !== undefined) {
    if (isProgram(named)) return named;
    throw new UsageError('invalid-option', `--k6: ${named} is no program that can be run`);
  }
  const names = process.platform === 'win32' ? ['k6.exe'] : ['k6'];
  const found = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isProgram);
  if (found !== undefined) return found;
  throw new UsageError('invalid-option', `k6 is not on PATH: install it (${install}), or name it with --k6 FILE`);
}
