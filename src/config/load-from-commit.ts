import { everyVariableBut } from './every-variable.ts';
import { type LoadedConfiguration, loadConfiguration } from './load-configuration.ts';
import { type Commit, commitFileReader, type GetContent } from './read-commit-file.ts';

/** What is read, and with what. */
export interface CommitConfiguration {
  readonly getContent: GetContent;
  readonly commit: Commit;
  readonly file: string;
  readonly now: Date;
  /** Values of variables that are known; every other one leads nowhere. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Loads the configuration that a commit on GitHub holds, with no variables but those that are given; null where it holds none.
 *
 * @throws the client’s error where GitHub does not answer: that is no mistake of the configuration, and may be tried again
 */
export async function loadFromCommit(asked: CommitConfiguration): Promise<LoadedConfiguration | null> {
  const { getContent, commit, file, now, variables = {} } = asked;
  const missing = new Set<string>();
  const failures: unknown[] = [];
  const read = commitFileReader(getContent, commit, (path, status) =>
    status === 404 ? `${path} is not in commit ${commit.sha.slice(0, 7)}` : null,
  );
  const loaded = await loadConfiguration(file, {
    environment: everyVariableBut(variables),
    // What cannot be read becomes a mistake of the file in there: GitHub’s failures are taken out again.
    readFile: (name) =>
      read(name).catch((error: unknown) => {
        if (isMissing(error)) missing.add(name);
        else failures.push(error);
        throw error;
      }),
    now,
    separatesLater: true,
  });
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  return missing.has(file) ? null : loaded;
}
