import type { NotifiedEvent } from '../../src/config/notifications-schema.ts';
import type { Severity } from '../../src/model/finding.ts';
import type { SlackMessage } from '../../src/report/slack/message.ts';

/** Something that people in Slack are told: the state in which an event is now. */
export interface Notice {
  /** "owner/name"; its configuration says who is told. */
  readonly repository: string;
  readonly installation: number;
  /** What the thread is about, for example "drift/0123456789ab"; of each topic at most one thread is open. */
  readonly topic: string;
  readonly event: NotifiedEvent;
  readonly environment: string | null;
  readonly severity: Severity;
  /**
   * `opens`: a thread where none is open, and brings an open one up to date; `updates`: only an open one; `ends`: an open one, for
   * the last time, so that the next `opens` begins another. What happens once (a rollback) has a topic of its own and never ends.
   */
  readonly phase: 'opens' | 'updates' | 'ends';
  /** The thread’s first message, as it should be now. */
  readonly message: SlackMessage;
  /** A reply in the thread, which Slack announces, as it does not for an edited message; said once for each key. */
  readonly reply?: { readonly key: string; readonly message: SlackMessage };
}

/**
 * Sees to it that Slack shows a notice, some time later: it only writes into the store, so that nothing waits for Slack or fails
 * with it. It may be called again with the same notice, and nothing is said twice.
 */
export type NotifyThread = (notice: Notice) => Promise<void>;
