import { ProviderError } from '../model/provider-error.ts';
import { plainText } from '../report/escape/plain-text.ts';
import { type Posted, postToBot } from './post-to-bot.ts';

/**
 * Sends a profile to the bot.
 *
 * @returns the id under which it was kept
 * @throws UsageError where the bot refuses it
 * @throws ProviderError where the bot does not answer
 */
export async function pushProfile(pushed: Pick<Posted, 'url' | 'body' | 'token'>): Promise<string> {
  const { answer, host } = await postToBot({ ...pushed, option: '--push', path: 'api/v1/profiles' });
  const { id } = Object(answer) as { id?: unknown };
  if (typeof id === 'string') return plainText(id, 100);
  throw new ProviderError('server-error', `the bot at ${host} took the profile and gave no id`);
}
