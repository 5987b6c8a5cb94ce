import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What stands at a path; null where nothing does. */
export async function kindOf(path: string): Promise<'file' | 'folder' | 'device' | null> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return 'folder';
    return stats.isFile() ? 'file' : 'device';
  } catch {
    return null;
  }
}

async function allows(path: string, mode: number): Promise<boolean> {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** Why files could not be written into a folder, which may have to be made; null where nothing stands against it. */
export async function whyNoFolder(folder: string): Promise<string | null> {
  const kind = await kindOf(folder);
  const above = dirname(folder);
  if (kind === null) return above === folder ? `there is no ${folder}` : whyNoFolder(above);
  if (kind !== 'folder') return `${folder} is no folder`;
  return (await allows(folder, constants.W_OK | constants.X_OK)) ? null : `nothing may be written into ${folder}`;
}

/** Why a file could not be written; null where nothing stands against it. Best asked before a long run. */
export async function whyUnwritable(file: string): Promise<string | null> {
  const kind = await kindOf(file);
  if (kind === 'folder') return `${file} is a folder`;
  if (kind === 'device') return (await allows(file, constants.W_OK)) ? null : `${file} may not be written to`;
  return whyNoFolder(dirname(file));
}
