import type { Logger } from 'pino';
import type { Counter } from 'prom-client';
import { repositorySettings, type SettingsSource } from '../configuration/repository-settings.ts';
import { type Bell, createBell } from '../queue/bell.ts';
import type { Database } from '../store/database.ts';
import { claimMessage } from '../store/slack-messages.ts';
import { claimThread, postponeThread, routeThread, type UnroutedThread } from '../store/slack-notices.ts';
import { chooseChannels } from './choose-channels.ts';
import { giveUpAfter, showMessage } from './show-message.ts';
import type { SlackApi } from './slack-api.ts';

export interface OutboxParts {
  readonly store: Database;
  readonly api: SlackApi;
  readonly log: Logger;
  readonly settings: SettingsSource;
  readonly counter: Counter<'outcome'>;
}

/** Brings Slack up to what the store says that it should show, in the background. */
export interface Outbox {
  /** There may be something to do. */
  readonly bell: Bell;
  /** Takes up nothing further, and waits for what runs. */
  close(): Promise<void>;
}

const pollMilliseconds = 1000;
/** However long Slack wants to be left alone, what arrives meanwhile is looked at again. */
const longestPause = 60_000;
/** A thread is routed within so many attempts, about an hour, or not at all. */
const routingAttempts = 12;

/** Finds out who is told about a thread. */
async function route({ store, settings, log, counter }: OutboxParts, thread: UnroutedThread): Promise<void> {
  try {
    const { notifications } = await repositorySettings(settings, thread);
    await routeThread(store, thread, thread.opens ? chooseChannels(notifications, thread) : []);
  } catch (error) {
    const { repository, attempts } = thread;
    const isLast = attempts >= routingAttempts;
    log.warn({ err: error, repository, isLast }, 'it could not be found out who is told in Slack');
    if (isLast) counter.inc({ outcome: 'given up' });
    await postponeThread(store, thread, isLast ? null : Math.min(600, 2 ** attempts));
  }
}

/** Does one thing. @returns for how many milliseconds to rest then; null where there was nothing to do */
async function step(parts: OutboxParts): Promise<number | null> {
  const thread = await claimThread(parts.store);
  if (thread !== null) {
    await route(parts, thread);
    return 0;
  }
  const message = await claimMessage(parts.store, giveUpAfter);
  if (message === null) return null;
  const { outcome, pause } = await showMessage(parts, message);
  parts.counter.inc({ outcome });
  return Math.min(pause * 1000, longestPause);
}

/**
 * Starts the outbox: one message after the other, about as fast as Slack takes them, each tried again until it is shown or too old.
 *
 * @param onError told of what goes wrong besides Slack, for example while the database is away
 */
export function startOutbox(parts: OutboxParts, onError: (error: unknown) => void): Outbox {
  const bell = createBell();
  const closing = new AbortController();
  const rest = async (milliseconds: number) => {
    const until = Date.now() + milliseconds;
    while (!closing.signal.aborted && Date.now() < until) await bell.wait(until - Date.now());
  };
  const loop = async () => {
    while (!closing.signal.aborted) {
      const pause = await step(parts).catch((error: unknown) => {
        onError(error);
        return null;
      });
      if (pause === null) await bell.wait(pollMilliseconds);
      else if (pause > 0) await rest(pause);
    }
  };
  const looping = loop();
  return {
    bell,
    async close() {
      closing.abort();
      bell.ring();
      await looping;
    },
  };
}
