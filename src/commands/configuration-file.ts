import type { ReadFile } from '../config/read-layers.ts';

/** Where the configuration is looked for when none is named. */
export const defaultConfiguration = '.github/tollgate.yml';

/** The file of the configuration: the one that was named, else the usual one where it is there, else null. */
export async function configurationFile({
  config,
  readFile,
}: {
  readonly config?: string | undefined;
  readonly readFile: ReadFile;
}): Promise<string | null> {
  if (config !== undefined) return config;
  try {
    await readFile(defaultConfiguration);
    return defaultConfiguration;
  } catch (error) {
    if (isMissing(error)) return null;
    return defaultConfiguration;
  }
}

/** A file that is there but cannot be read is a mistake to be reported, not a file that is not there. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
