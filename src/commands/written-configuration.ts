import { everyVariable } from '../config/every-variable.ts';
import { formatMistakes } from '../config/format-mistakes.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import type { Configuration } from '../config/schema.ts';
import type { WantedPart } from '../config/without-unfit.ts';
import { UsageError } from '../model/usage-error.ts';
import { configurationFile } from './configuration-file.ts';
import type { Request } from './load-settings.ts';

/**
 * The configuration as it is written, for who wants one part of it that holds no variable: none need be set.
 *
 * @returns null where none is named and the usual one is not there
 * @throws UsageError that lists every mistake with its place
 */
export async function writtenConfiguration(
  request: Pick<Request, 'config' | 'readFile' | 'now'>,
  wanted: WantedPart,
): Promise<Configuration | null> {
  const file = await configurationFile(request);
  if (file === null) return null;
  const { readFile, now } = request;
  const options = { environment: everyVariable, readFile, now, separatesLater: true, wanted };
  const loaded = await loadConfiguration(file, options);
  if (!loaded.ok) throw new UsageError('invalid-configuration', formatMistakes(loaded.mistakes));
  return loaded.configuration;
}
