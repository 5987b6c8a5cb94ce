import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../model/usage-error.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { readTextFile } from '../sources/file/read-text-file.ts';
import { optionalFiles } from '../traffic/script/write-scripts.ts';
import { refuseFolder } from './refuse-unwritable.ts';

export interface WrittenFolder {
  /** Paths of the files, in the order in which a reviewer would read them. */
  readonly files: readonly string[];
  /** Scripts of an earlier time that this model does not allow any more: they would send routes by numbers that have changed. */
  readonly removed: readonly string[];
}

const ourMark = /^(?:\/\/|#).*\bwritten by tollgate\b/im;

type Owner = 'nobody' | 'us' | 'others';

/** Whose file is at a path; a name alone says little, `routes.js` stands in many repositories. */
async function ownerOf(file: string): Promise<Owner> {
  const read = await readTextFile(file);
  if (read.ok) return ourMark.test(read.text.slice(0, 2000)) ? 'us' : 'others';
  return read.reason === 'not-found' || read.reason === 'source-empty' ? 'nobody' : 'others';
}

async function ownedBy(files: readonly string[], owner: Owner): Promise<string[]> {
  const owners = await Promise.all(files.map(async (file) => ({ file, owner: await ownerOf(file) })));
  return owners.filter((one) => one.owner === owner).map(({ file }) => file);
}

/**
 * Refuses a folder in which files of somebody else would be lost, or into which nothing can be written.
 *
 * @throws UsageError that names every such file
 */
export async function refuseOthersFolder(folder: string, names: readonly string[]): Promise<void> {
  await refuseFolder('--out', folder);
  const ours = names.filter((name) => name !== 'pools.json').map((name) => join(folder, name));
  const inTheWay = await ownedBy(ours, 'others');
  if (inTheWay.length > 0)
    throw new UsageError(
      'invalid-option',
      `--out: wanted a folder for these scripts alone; ${inTheWay.join(', ')} would be lost`,
    );
}

/**
 * Writes a folder of scripts over an earlier one.
 *
 * @param files texts by name; values of `pools.json` that somebody filled in are in its text already
 * @throws UsageError that names every file that somebody else has written and that would be lost; then nothing is written
 */
export async function writeScriptFolder(folder: string, files: ReadonlyMap<string, string>): Promise<WrittenFolder> {
  const names = [...files.keys()];
  await refuseOthersFolder(folder, names);
  for (const [name, text] of files) await writeFileWhole(join(folder, name), text);
  const gone = optionalFiles.filter((name) => !files.has(name)).map((name) => join(folder, name));
  const removed = await ownedBy(gone, 'us');
  for (const file of removed) await rm(file);
  return { files: names.map((name) => join(folder, name)), removed };
}
