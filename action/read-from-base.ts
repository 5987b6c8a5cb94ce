import { getOctokit } from '@actions/github';
import { type Commit, commitFileReader } from '../src/config/read-commit-file.ts';
import type { ReadFile } from '../src/config/read-layers.ts';

/**
 * Makes a reader of configuration files as they are at the base commit of a pull request.
 *
 * A pull request must not be judged by rules that it brings along; a file that is missing there gives an error with code `ENOENT`.
 */
export function readFromBase(token: string, base: Commit): ReadFile {
  const { getContent } = getOctokit(token).rest.repos;
  return commitFileReader(
    getContent,
    base,
    (path, status) =>
      `${path} could not be read at the base commit ${base.sha.slice(0, 7)} (${status ?? 'no answer'}); the job needs contents: read`,
  );
}
