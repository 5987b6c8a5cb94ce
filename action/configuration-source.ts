import { existsSync } from 'node:fs';
import { notice } from '@actions/core';
import { context } from '@actions/github';
import { defaultConfiguration } from '../src/commands/configuration-file.ts';
import { configurationReader } from '../src/config/read-configuration-file.ts';
import type { ReadFile } from '../src/config/read-layers.ts';
import { UsageError } from '../src/model/usage-error.ts';
import { text } from './inputs.ts';
import { readFromBase } from './read-from-base.ts';

let isSaid = false;

/** A workflow without a checkout has no configuration, and nobody would know that the committed one is not obeyed. */
const readFromCheckout: ReadFile = async (file) => {
  try {
    return await configurationReader(process.cwd())(file);
  } catch (error) {
    if (!isSaid && file === defaultConfiguration && !existsSync('.git')) {
      isSaid = true;
      notice(
        `The repository is not checked out here, so its ${file} is not read. Where it has one, put actions/checkout before this step.`,
      );
    }
    throw error;
  }
};

/**
 * Where configuration and baseline are read, for every command: on a pull request at its base commit, elsewhere in the checkout.
 *
 * @throws UsageError where a pull request comes without a token to read its base with
 */
export function configurationSource(): ReadFile {
  const base = context.payload.pull_request?.['base']?.sha;
  if (typeof base !== 'string') return readFromCheckout;
  const token = text('github-token');
  if (token === undefined)
    throw new UsageError(
      'invalid-option',
      'input github-token: needed on pull requests, to read the configuration of the base commit',
    );
  return readFromBase(token, { ...context.repo, sha: base });
}
