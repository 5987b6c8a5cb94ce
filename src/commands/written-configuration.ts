import { everyVariable } from '../config/every-variable.ts';
import { formatMistakes } from '../config/format-mistakes.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import type { Configuration } from '../config/schema.ts';
import { UsageError } from '../model/usage-error.ts';
import { configurationFile } from './configuration-file.ts';
import type { Request } from './load-settings.ts';

/**
 * The configuration as it is written, for who needs no address and no credential of it: none of its variables need be set.
 *
 * @returns null where none is named and the usual one is not there
 * @throws UsageError that lists every mistake with its place
 */
export async function writtenConfiguration(
  request: Pick<Request, 'config' | 'readFile' | 'now'>,
): Promise<Configuration | null> {
  const file = await configurationFile(request);
  if (file === null) return null;
  const { readFile, now } = request;
  const loaded = await loadConfiguration(file, { environment: everyVariable, readFile, now, separatesLater: true });
  if (!loaded.ok) throw new UsageError('invalid-configuration', formatMistakes(loaded.mistakes));
  return loaded.configuration;
}
