import { defaultConfiguration } from '../../src/commands/configuration-file.ts';
import type { LoadedConfiguration } from '../../src/config/load-configuration.ts';
import { loadFromCommit as load } from '../../src/config/load-from-commit.ts';
import type { Commit } from '../../src/config/read-commit-file.ts';
import type { GitHub } from '../events/event.ts';

/** What the operator lends, by name. */
export type Variables = Readonly<Record<string, string>>;

/**
 * Loads the configuration that a commit holds, without any variable of the bot’s environment; null where it holds none.
 *
 * @throws the client’s error where GitHub does not answer: that is no mistake of the configuration, and may be tried again
 */
export async function loadFromCommit(
  github: GitHub,
  { now, variables, ...commit }: Commit & { readonly now: Date; readonly variables?: Variables | undefined },
): Promise<LoadedConfiguration | null> {
  const { getContent } = github.rest.repos;
  return load({ getContent, commit, file: defaultConfiguration, now, variables });
}
