import { UsageError } from '../model/usage-error.ts';
import { whyNoFolder, whyUnwritable } from '../notify/why-unwritable.ts';

async function refuse(named: string, why: Promise<string | null>): Promise<void> {
  const reason = await why;
  if (reason !== null) throw new UsageError('invalid-option', `${named}: ${reason}`);
}

/**
 * Refuses a file that could not be written, before a long run whose result it is to hold.
 *
 * @param named the option that names it
 * @throws UsageError that says why
 */
export function refuseUnwritable(named: string, file: string | null): Promise<void> {
  return refuse(named, file === null ? Promise.resolve(null) : whyUnwritable(file));
}

/** The same for a folder that files are to be written into. */
export function refuseFolder(named: string, folder: string): Promise<void> {
  return refuse(named, whyNoFolder(folder));
}
