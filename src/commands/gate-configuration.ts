import type { CommandRules } from '../chatops/may.ts';
import { formatMistakes } from '../config/format-mistakes.ts';
import { type ConfiguredGate, gateOf } from '../config/gate-of.ts';
import { loadFromCommit } from '../config/load-from-commit.ts';
import { redactSecrets } from '../config/redact.ts';
import type { GitHubRepository } from '../github/client.ts';
import { commitNamed } from '../github/commits.ts';
import { getContentOver } from '../github/get-content.ts';
import { gitHubError } from '../github/github-error.ts';
import { UsageError } from '../model/usage-error.ts';
import { defaultConfiguration } from './configuration-file.ts';

/** Which gate is meant. */
export interface WantedGate {
  /** Path of the configuration in the repository; undefined for the usual one. */
  readonly config: string | undefined;
  readonly environment: string;
  readonly service: string | null;
  readonly now: Date;
}

/**
 * Reads the gate of an environment as the default branch has it: a commit must not bring along the rules that it is judged by.
 *
 * @throws UsageError where there is none, or the configuration has mistakes
 * @throws ProviderError where GitHub does not answer
 */
export async function gateConfiguration(
  repository: GitHubRepository,
  { config, environment, service, now }: WantedGate,
): Promise<Extract<ConfiguredGate, { ok: true }> & { readonly commands: CommandRules }> {
  const file = config ?? defaultConfiguration;
  const sha = await commitNamed(repository, 'HEAD');
  const { client, owner, repo } = repository;
  const where = `${owner}/${repo}`;
  if (sha === null) {
    const message = `${where} is not there, is empty, or this token may not read it (contents: read)`;
    throw new UsageError('invalid-option', message);
  }
  const asked = { getContent: getContentOver(client), commit: { owner, repo, sha }, file, now };
  const loaded = await loadFromCommit(asked).catch((error: unknown) => {
    throw gitHubError(`GET ${file} of ${where}`, error);
  });
  if (loaded === null) {
    const message = `${file} is not on the default branch of ${where}, where the gate reads it; \`tollgate init\` writes one`;
    throw new UsageError('invalid-configuration', message);
  }
  if (!loaded.ok) {
    throw new UsageError('invalid-configuration', redactSecrets(formatMistakes(loaded.mistakes), loaded.secrets));
  }
  const configured = gateOf(loaded.configuration, environment, service);
  if (!configured.ok) throw new UsageError('invalid-configuration', configured.message);
  return { ...configured, commands: loaded.configuration.commands ?? {} };
}
