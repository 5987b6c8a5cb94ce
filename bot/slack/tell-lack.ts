import { answerMessage } from '../../src/report/slack/answer-message.ts';
import { withCommands } from '../../src/report/slack/command-button.ts';
import type { BotEvent } from '../events/event.ts';

export interface ToldLack {
  readonly runId: number;
  /** Page of the run. */
  readonly url: string;
  /** Why there is no report. */
  readonly lack: string;
}

/** Tells Slack that a validation ended without a report that counts: nobody knows what it would have said. */
export async function tellLack({ notify, repository }: BotEvent, { runId, url, lack }: ToldLack): Promise<void> {
  if (repository === null) return;
  const name = `${repository.owner}/${repository.repo}`;
  const page = { label: `Run ${runId}`, address: url };
  const title = 'A validation of staging ended without a report';
  await notify({
    topic: `validation-lack/${runId}`,
    event: 'validation',
    environment: null,
    severity: 'warn',
    phase: 'opens',
    message: withCommands(answerMessage({ mood: 'failed', title, lines: [lack] }, { repository: name, page }), name, [
      { label: 'Validate again', command: 'validate' },
    ]),
  });
}
