import type { Logger } from 'pino';
import type { ProbotOctokit } from 'probot';
import type { Notice } from '../slack/notice.ts';
import type { Database } from '../store/database.ts';

/** A client of GitHub’s API that is somebody: an installation of the App. */
export type GitHub = InstanceType<typeof ProbotOctokit>;

/** An event that the bot sends to itself. */
export interface OwnDelivery {
  readonly id: string;
  readonly event: string;
  readonly payload: object;
}

/** What an event of the bot’s own is about. */
export interface OwnPlace {
  /** "owner/name". */
  readonly repository: string;
  readonly installation: number;
}

/** What a handler of an event is given. */
export interface BotEvent {
  readonly deliveryId: string;
  /** Name and action, for example "pull_request.opened". */
  readonly name: string;
  readonly action: string | null;
  /** The body; from outside, so it is parsed by whoever reads it. */
  readonly payload: unknown;
  readonly repository: { readonly owner: string; readonly repo: string } | null;
  /** GitHub as the installation that the event came from. */
  readonly github: () => Promise<GitHub>;
  /** The App’s own number, and the login that it writes as. */
  readonly appId: number;
  readonly login: () => Promise<string>;
  /** Tells Slack of something in this repository; writes into the store and waits for nobody (see `NotifyThread`). */
  readonly notify: (notice: Omit<Notice, 'repository' | 'installation'>) => Promise<void>;
  /** Puts an event of the bot’s own into the queue, about this repository where no other is named; the same id once. */
  readonly later: (own: OwnDelivery, place?: OwnPlace) => Promise<void>;
  readonly store: Database;
  readonly log: Logger;
  readonly now: Date;
}

/** Does what an event asks for. It may be called again for the same delivery, and must not do the same thing twice. */
export type EventHandler = (event: BotEvent) => Promise<void>;
