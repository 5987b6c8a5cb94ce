import { defaultConfiguration } from '../../src/commands/load-settings.ts';
import { everyVariable } from '../../src/config/every-variable.ts';
import { type LoadedConfiguration, loadConfiguration } from '../../src/config/load-configuration.ts';
import { type Commit, commitFileReader } from '../../src/config/read-commit-file.ts';
import type { GitHub } from '../events/event.ts';

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Loads the configuration that a commit holds, without any variable of the bot’s environment; null where it holds none.
 *
 * @throws the client’s error where GitHub does not answer: that is no mistake of the configuration, and may be tried again
 */
export async function loadFromCommit(
  github: GitHub,
  { now, ...commit }: Commit & { readonly now: Date },
): Promise<LoadedConfiguration | null> {
  const missing = new Set<string>();
  const failures: unknown[] = [];
  const read = commitFileReader(github.rest.repos.getContent, commit, (path, status) =>
    status === 404 ? `${path} is not in commit ${commit.sha.slice(0, 7)}` : null,
  );
  const loaded = await loadConfiguration(defaultConfiguration, {
    environment: everyVariable,
    // What cannot be read becomes a mistake of the file in there: GitHub’s failures are taken out again.
    readFile: (file) =>
      read(file).catch((error: unknown) => {
        if (isMissing(error)) missing.add(file);
        else failures.push(error);
        throw error;
      }),
    now,
    separatesLater: true,
  });
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  return missing.has(defaultConfiguration) ? null : loaded;
}
