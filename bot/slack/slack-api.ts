import { LogLevel, type Logger as SlackLogger, WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { SlackMessage } from '../../src/report/slack/message.ts';
import type { SlackSettings } from './slack-settings.ts';

/** Where a message goes. */
export interface MessagePlace {
  readonly channel: string;
  /** First message of the thread; null: it is that itself. */
  readonly threadTs: string | null;
  /** By which it is found again, should the answer get lost. */
  readonly mark: string;
}

/** The part of Slack that the bot uses; every call is made once, and throws where it fails (see `slackFailure`). */
export interface SlackApi {
  /** @returns the message’s place in its channel */
  post(place: MessagePlace, message: SlackMessage): Promise<string>;
  update(place: { readonly channel: string; readonly ts: string }, message: SlackMessage): Promise<void>;
  /** Looks for a message that was posted after a time; null where it is not there. Needs the right to read the channel. */
  find(place: MessagePlace, after: Date): Promise<string | null>;
}

/** No answer of Slack’s takes longer, in milliseconds. */
const timeout = 10_000;
/** Slack’s clock and ours may differ by so many seconds. */
const skew = 120;
const eventType = 'tollgate_message';

const Posted = z.object({ ts: z.string() });
const Marked = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.literal(eventType), event_payload: z.object({ mark: z.string() }) }),
});
const Found = z.object({ messages: z.array(z.unknown()) });

/** What the library says goes where everything else goes; its debugging words would hold the messages. */
function libraryLog(log: Logger): SlackLogger {
  const say = (...words: unknown[]) => log.debug({ library: '@slack/web-api' }, words.map(String).join(' '));
  const silent = () => {};
  return {
    debug: silent,
    info: silent,
    warn: say,
    error: say,
    setLevel: silent,
    getLevel: () => LogLevel.WARN,
    setName: silent,
  };
}

/** A client of Slack’s API that tries once and never waits: the outbox repeats. */
export function createSlackApi({ botToken, apiUrl }: SlackSettings, log: Logger): SlackApi {
  const client = new WebClient(botToken, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout,
    logger: libraryLog(log),
  });
  return {
    async post({ channel, threadTs, mark }, message) {
      const metadata = { event_type: eventType, event_payload: { mark } };
      const thread = threadTs === null ? {} : { thread_ts: threadTs };
      return Posted.parse(await client.apiCall('chat.postMessage', { channel, ...thread, ...message, metadata })).ts;
    },
    async update({ channel, ts }, { text, blocks }) {
      await client.apiCall('chat.update', { channel, ts, text, blocks });
    },
    async find({ channel, threadTs, mark }, after) {
      const oldest = String(Math.floor(after.getTime() / 1000) - skew);
      const common = { channel, oldest, include_all_metadata: true, limit: 200 };
      const answer =
        threadTs === null
          ? await client.apiCall('conversations.history', common)
          : await client.apiCall('conversations.replies', { ...common, ts: threadTs });
      const own = Found.parse(answer).messages.flatMap((one) => Marked.safeParse(one).data ?? []);
      return own.find(({ metadata }) => metadata.event_payload.mark === mark)?.ts ?? null;
    },
  };
}
