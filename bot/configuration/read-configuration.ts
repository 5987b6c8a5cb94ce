import type { LoadedConfiguration } from '../../src/config/load-configuration.ts';
import type { GitHub } from '../events/event.ts';
import { loadFromCommit, type Variables } from './load-from-commit.ts';

/** A repository’s own configuration, as its default branch has it. */
export interface TrustedConfiguration {
  /** Commit that it was read from. */
  readonly sha: string;
  /** Null where the repository has none. */
  readonly loaded: LoadedConfiguration | null;
}

export interface ConfiguredRepository {
  readonly owner: string;
  readonly repo: string;
  readonly now: Date;
  /** What the operator lends to it; everything else stands for nothing. */
  readonly variables?: Variables;
}

/**
 * Reads the configuration that the bot obeys: that of the default branch’s newest commit, whatever an event speaks of.
 *
 * @throws the client’s error where GitHub does not answer
 */
export async function readConfiguration(
  github: GitHub,
  { owner, repo, now, variables }: ConfiguredRepository,
): Promise<TrustedConfiguration> {
  const { data: commit } = await github.rest.repos.getCommit({ owner, repo, ref: 'HEAD', per_page: 1 });
  return { sha: commit.sha, loaded: await loadFromCommit(github, { owner, repo, sha: commit.sha, now, variables }) };
}
