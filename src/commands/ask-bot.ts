import { GateAnswer } from '../model/gate/gate-answer.ts';
import type { GateAsk } from '../model/gate/gate-ask.ts';
import { ProviderError } from '../model/provider-error.ts';
import { postToBot } from '../notify/post-to-bot.ts';

/** Where the bot is, and what vouches for whoever asks. */
export interface BotAccess {
  readonly url: string;
  readonly token: string;
}

/**
 * Lets the bot decide whether a commit may enter an environment.
 *
 * @throws UsageError where it refuses the question
 * @throws ProviderError where it gives no decision, or one about something else
 */
export async function askBot({ url, token }: BotAccess, ask: GateAsk): Promise<GateAnswer> {
  const posted = { url, token, option: '--bot-url', path: 'api/v1/gate', body: JSON.stringify(ask) };
  const { answer, host } = await postToBot(posted);
  const decided = GateAnswer.safeParse(answer).data;
  const isOurs = decided?.sha === ask.sha && decided.environment === ask.environment && decided.digest === ask.digest;
  if (decided !== undefined && isOurs) return decided;
  throw new ProviderError('bad-response', `the bot at ${host} gave no decision about this commit and environment`);
}
