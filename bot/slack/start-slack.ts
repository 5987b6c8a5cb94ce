import type { Logger } from 'pino';
import { withoutButtons } from '../../src/report/slack/command-button.ts';
import { fitMessage } from '../../src/report/slack/fit-message.ts';
import type { SlackMessage } from '../../src/report/slack/message.ts';
import type { SettingsSource } from '../configuration/repository-settings.ts';
import type { BotMetrics } from '../metrics.ts';
import type { Database } from '../store/database.ts';
import { keepNotice } from '../store/slack-notices.ts';
import type { NotifyThread } from './notice.ts';
import { startOutbox } from './outbox.ts';
import { createSlackApi } from './slack-api.ts';
import type { SlackSettings } from './slack-settings.ts';

/** The bot’s way to Slack. */
export interface Slack {
  readonly notify: NotifyThread;
  close(): Promise<void>;
}

export interface SlackParts {
  readonly store: Database;
  readonly log: Logger;
  readonly metrics: Pick<BotMetrics, 'slack'>;
  readonly settings: SettingsSource;
}

const silent: Slack = { notify: async () => {}, close: async () => {} };

/** Starts what tells Slack; where it is not set up, nothing is told. */
export function startSlack(
  settings: SlackSettings | null,
  parts: SlackParts,
  onError: (error: unknown) => void,
): Slack {
  if (settings === null) return silent;
  const { store, log } = parts;
  const api = createSlackApi(settings, log);
  // A button that nobody answers is worse than none.
  const fit = (message: SlackMessage) =>
    fitMessage(settings.signingSecret === null ? withoutButtons(message) : message);
  const outbox = startOutbox({ ...parts, api, counter: parts.metrics.slack }, onError);
  return {
    async notify({ message, reply, ...notice }) {
      const fitting = reply === undefined ? {} : { reply: { ...reply, message: fit(reply.message) } };
      await keepNotice(store, { ...notice, ...fitting, message: fit(message) });
      outbox.bell.ring();
    },
    close: () => outbox.close(),
  };
}
