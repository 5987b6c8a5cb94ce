import { readFile } from 'node:fs/promises';
import { UsageError } from '../model/usage-error.ts';
import { pushProfile } from '../notify/push-profile.ts';
import { requestWorkflowToken } from '../notify/request-workflow-token.ts';
import { profileTokenAudience, signProfile } from '../notify/sign-profile.ts';

/** A profile, and with what it goes to the bot. */
export interface Sending {
  /** The profile as it is sent, byte for byte. */
  readonly body: string;
  readonly environment: string;
  readonly url: string;
  readonly repository: string | undefined;
  /** File of the key; undefined: a workflow’s own token vouches. */
  readonly keyFile: string | undefined;
  readonly surroundings: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
}

/**
 * Has a profile vouched for and sends it to the bot.
 *
 * @returns the id under which the bot keeps it
 * @throws UsageError where nothing vouches for it, or the bot refuses it
 * @throws ProviderError where the bot, or GitHub, does not answer
 */
export async function sendProfile(sending: Sending): Promise<string> {
  return pushProfile({ url: sending.url, body: sending.body, token: await tokenFor(sending) });
}

async function tokenFor({ body, environment, repository, keyFile, surroundings, now }: Sending): Promise<string> {
  if (keyFile === undefined) {
    const otherwise = 'nothing vouches for the profile: give --sign-key FILE';
    return requestWorkflowToken(surroundings, { audience: profileTokenAudience, otherwise });
  }
  const name = repository ?? surroundings['GITHUB_REPOSITORY'] ?? '';
  if (!/^[\w.-]+\/[\w.-]+$/.test(name)) {
    throw new UsageError('invalid-option', `--repository is "${name.slice(0, 100)}"; wanted owner/name`);
  }
  const key = await readFile(keyFile, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError('invalid-option', `--sign-key: ${keyFile} cannot be read (${cause.code ?? 'unknown'})`);
  });
  return signProfile(body, { key, repository: name, environment, now });
}
