import type { Logger } from 'pino';
import type { Answer } from '../../src/chatops/answer.ts';
import { answerSlack } from '../../src/report/answer/answer-slack.ts';
import { slackText } from '../../src/report/escape/slack-text.ts';
import { context, section } from '../../src/report/slack/blocks.ts';
import { commandButtons } from '../../src/report/slack/command-button.ts';
import type { SlackBlock } from '../../src/report/slack/message.ts';

/** Slack takes five answers at a response address; the last is kept for what came of it. */
const mostAnswers = 5;
const timeout = 10_000;

/**
 * Where a command from Slack may be answered: at Slack’s own host, or at that of the API’s address where it is another.
 *
 * @example responseAddress('https://hooks.slack.com.evil.invalid/x', 'https://slack.com/api/') // null
 */
export function responseAddress(given: string, apiUrl: string): string | null {
  const url = URL.parse(given);
  if (url === null || url.username !== '' || url.password !== '') return null;
  const own = new URL(apiUrl);
  const isSlacks = url.origin === 'https://hooks.slack.com';
  return isSlacks || (own.hostname !== 'slack.com' && url.origin === own.origin) ? url.href : null;
}

/** The button for the second person; its press is the command as one would write it, and is judged as that. */
function confirmButton({ confirm }: Answer, repository: string): SlackBlock | null {
  if (confirm === undefined) return null;
  return commandButtons(repository, [{ label: 'Confirm', command: `confirm ${confirm}`, style: 'danger' }]);
}

export interface SlackAnswers {
  /** How far it is; brought up to date in place. */
  readonly progress: (answer: Answer, repository: string) => Promise<void>;
  /** What came of it. */
  readonly final: (answer: Answer, repository: string | null) => Promise<void>;
}

/** Makes what answers a command in Slack, for the eyes of whoever gave it unless another person is to confirm; where Slack does not take it, nothing else fails. */
export function slackAnswers(
  { address, isPress }: { readonly address: string; readonly isPress: boolean },
  log: Logger,
): SlackAnswers {
  let used = 0;
  const say = async (answer: Answer, repository: string | null) => {
    const text = answerSlack(answer);
    // Which repository obeyed is said: the channel may have stood for another one than was meant.
    const blocks = [section(text), ...(repository === null ? [] : [context(slackText(repository, 200))])];
    const asked = repository === null ? null : confirmButton(answer, repository);
    const shown = { text, blocks: asked === null ? blocks : [...blocks, asked] };
    // Whoever is to give the second word must see what for: that is said to the whole channel.
    const body =
      asked === null
        ? { response_type: 'ephemeral', replace_original: used > 0 && !isPress, ...shown }
        : { response_type: 'in_channel', replace_original: false, ...shown };
    used += 1;
    const status = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    }).then(
      async (response) => {
        await response.body?.cancel().catch(() => {});
        return response.status;
      },
      () => 0,
    );
    if (status !== 200) log.warn({ status }, 'Slack did not take the answer to a command');
  };
  return {
    progress: async (answer, repository) => (used < mostAnswers - 1 ? say(answer, repository) : undefined),
    final: say,
  };
}
