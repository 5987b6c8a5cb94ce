import { context } from '@actions/github';
import { configurationReader } from '../src/config/read-configuration-file.ts';
import type { ReadFile } from '../src/config/read-layers.ts';
import { UsageError } from '../src/model/usage-error.ts';
import { text } from './inputs.ts';
import { readFromBase } from './read-from-base.ts';

/**
 * Where configuration and baseline are read, for every command: on a pull request at its base commit, elsewhere in the checkout.
 *
 * @throws UsageError where a pull request comes without a token to read its base with
 */
export function configurationSource(): ReadFile {
  const base = context.payload.pull_request?.['base']?.sha;
  if (typeof base !== 'string') return configurationReader(process.cwd());
  const token = text('github-token');
  if (token === undefined)
    throw new UsageError(
      'invalid-option',
      'input github-token: needed on pull requests, to read the configuration of the base commit',
    );
  return readFromBase(token, { ...context.repo, sha: base });
}
