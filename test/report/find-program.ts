import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where a program of Debian's lies; null where it is not installed, which is said, for the tests that need it are skipped then. */
export function findProgram(name: string, install = `Debian: apt-get install ${name}`): string | null {
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  const found = folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
  if (found === null) console.warn(`skipped: what needs ${name}: it is neither in /usr/bin nor on PATH (${install})`);
  return found;
}

/** Like `findProgram`, but an error under `CI=true`, where the tests that need it must run. */
export function findRequiredProgram(name: string): string | null {
  const found = findProgram(name);
  if (found === null && process.env['CI'] === 'true') throw new Error(`${name} must be installed where CI=true`);
  return found;
}
