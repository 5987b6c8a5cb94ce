import { join, resolve } from 'node:path';
import { redactSecrets } from '../../../config/redact.ts';
import type { CanaryFile } from '../../../model/canary/canary-file.ts';
import type { ReleasesFile } from '../../../model/canary/releases-file.ts';
import { UsageError } from '../../../model/usage-error.ts';
import { writeFileWhole } from '../../../notify/write-file-whole.ts';

/** The list of a recording, beside the rows of its releases. */
const listName = 'releases.json';

/** The name of a release may be anything; that of its file is not. */
function fileName(name: string, at: number): string {
  const safe = name.replaceAll(/[^A-Za-z0-9.-]+/g, '-').slice(0, 60);
  return `${String(at + 1).padStart(3, '0')}-${safe}.json`;
}

/**
 * Refuses a folder whose list of releases is the one that is read.
 *
 * @throws UsageError
 */
export function refuseOverwriting(folder: string, file: string): void {
  if (resolve(folder, listName) !== resolve(file)) return;
  throw new UsageError('invalid-option', `--recording: ${file} would be overwritten; wanted another folder`);
}

/**
 * Keeps what was read: a file per release, and a list that names those files in place of windows.
 *
 * @throws UsageError where a file cannot be written
 */
export async function keepRecording(
  folder: string,
  releases: ReleasesFile,
  { files, secrets }: { readonly files: readonly CanaryFile[]; readonly secrets: readonly string[] },
): Promise<string> {
  for (const [at, file] of files.entries()) {
    const name = fileName(releases.releases[at]?.name ?? '', at);
    await writeFileWhole(join(folder, redactSecrets(name, secrets)), `${JSON.stringify(file)}\n`);
  }
  const list = releases.releases.map(({ name, was, rolledBackAt }, at) => {
    const file = redactSecrets(fileName(name, at), secrets);
    return { name, file, was, ...(rolledBackAt === undefined ? {} : { rolledBackAt }) };
  });
  const path = join(folder, listName);
  await writeFileWhole(path, redactSecrets(`${JSON.stringify({ ...releases, releases: list }, null, 1)}\n`, secrets));
  return path;
}
