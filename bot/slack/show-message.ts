import type { Logger } from 'pino';
import type { SlackMessage } from '../../src/report/slack/message.ts';
import type { Database } from '../store/database.ts';
import { noteFailed, noteFound, noteGivenUp, noteShown, type PendingMessage } from '../store/slack-messages.ts';
import type { SlackApi } from './slack-api.ts';
import { type SlackFailure, slackFailure } from './slack-failure.ts';

/** What a message is worth after so long, in seconds: nobody reads a night’s alarms in the morning. */
export const giveUpAfter = 6 * 3600;
const longestDelay = 600;

export type Shown = 'shown' | 'failed' | 'given up';

export interface Showing {
  readonly store: Database;
  readonly api: SlackApi;
  readonly log: Logger;
}

/** What came of an attempt, and for how many seconds Slack wants to be left alone. */
export interface Attempted {
  readonly outcome: Shown;
  readonly pause: number;
}

/** Where the message is in Slack; one whose posting got no answer is looked for before it is posted again. */
async function placeOf({ store, api }: Showing, message: PendingMessage): Promise<string | null> {
  if (message.ts !== null || message.postingAt === null) return message.ts;
  const found = await api.find(message, message.postingAt).catch((error: unknown) => {
    // Without the right to read the channel nobody can tell: a message twice is better than none.
    if (slackFailure(error).word === 'missing_scope') return null;
    throw error;
  });
  if (found !== null) await noteFound(store, message, found);
  return found;
}

/** Posts the message, or brings the one at its place up to date. @returns its place */
async function put({ api }: Showing, pending: PendingMessage, ts: string | null): Promise<string> {
  const message = JSON.parse(pending.body) as SlackMessage;
  if (ts === null) return api.post(pending, message);
  await api.update({ channel: pending.channel, ts }, message);
  return ts;
}

type Tried<Value> = { readonly value: Value } | { readonly failure: SlackFailure };

function tried<Value>(work: Promise<Value>): Promise<Tried<Value>> {
  return work.then(
    (value) => ({ value }),
    (error: unknown) => ({ failure: slackFailure(error) }),
  );
}

/** Seconds: 2, 4, 8 … at most 10 minutes, and not before Slack says. */
const delayAfter = (attempts: number, pause: number) =>
  Math.max(pause, Math.min(longestDelay, 2 ** Math.min(attempts + 1, 20)));

async function fail(showing: Showing, message: PendingMessage, failure: SlackFailure): Promise<Attempted> {
  const { store, log } = showing;
  const isTooOld = message.age > giveUpAfter;
  const { word, isUndone: isUnposted } = failure;
  const pause = failure.pause ?? 0;
  const about = { repository: message.repository, channel: message.channel, why: word, attempts: message.attempts + 1 };
  if (failure.isFinal || isTooOld) {
    log.error(about, 'a message for Slack is given up');
    await noteGivenUp(store, message, { isUnposted });
    return { outcome: 'given up', pause };
  }
  log.warn(about, 'Slack did not take a message; it is tried again');
  await noteFailed(store, message, { delay: delayAfter(message.attempts, pause), isUnposted });
  return { outcome: 'failed', pause };
}

const orphan: SlackFailure = { word: 'no_thread', isFinal: true, isUndone: true, pause: null };

/** Makes one attempt at showing a message as it is wanted now. */
export async function showMessage(showing: Showing, message: PendingMessage): Promise<Attempted> {
  // Its thread was never begun: outside it nobody would understand it.
  if (message.isReply && message.threadTs === null) return fail(showing, message, orphan);
  const place = await tried(placeOf(showing, message));
  // That it cannot be looked for does not say that it is not there.
  if ('failure' in place) return fail(showing, message, { ...place.failure, isUndone: false });
  const sent = await tried(put(showing, message, place.value));
  if ('failure' in sent) return fail(showing, message, sent.failure);
  await noteShown(showing.store, message, sent.value);
  return { outcome: 'shown', pause: 0 };
}
