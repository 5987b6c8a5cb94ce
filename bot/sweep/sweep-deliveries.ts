import type { Logger } from 'pino';
import type { GitHub } from '../events/event.ts';
import type { BotMetrics } from '../metrics.ts';
import type { Database } from '../store/database.ts';
import {
  dueMissed,
  forgetMissed,
  lastLook,
  noteAsked,
  noteLook,
  noteMissed,
  postponeAsk,
} from '../store/missed-deliveries.ts';
import { listFailedDeliveries } from './list-failed-deliveries.ts';

export interface Sweeping {
  readonly store: Database;
  /** GitHub as the App itself. */
  readonly github: () => Promise<GitHub>;
  readonly metrics: Pick<BotMetrics, 'redeliveries'>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly now: () => Date;
}

/** GitHub keeps deliveries for three days. */
const farthest = 3 * 86_400_000;
/** GitHub writes an attempt down when it is over, under the time at which it began. */
const overlap = 10 * 60_000;
/** So many are asked for in one sweep, so that an hour’s outage does not come back as one flood. */
const mostAtOnce = 200;
/** GitHub will not deliver this again: it is too old, or gone. */
const final = new Set([400, 404, 422]);
/** Nothing more may be asked now. */
const limited = new Set([401, 403, 429]);

/**
 * Asks GitHub which deliveries did not arrive since the last look, and to deliver again those that did not come in any other way.
 *
 * GitHub does not deliver again by itself. What is asked for twice is worked off once: deliveries are told apart by their id.
 */
export async function sweepDeliveries(sweeping: Sweeping): Promise<void> {
  const { store, metrics, log } = sweeping;
  const github = await sweeping.github();
  await look(sweeping, github);
  for (const { id, attempt } of await dueMissed(store, mostAtOnce)) {
    const outcome = await ask(github, attempt);
    if (outcome !== 'asked') log.warn({ delivery: id, attempt, outcome }, 'GitHub does not deliver this again');
    metrics.redeliveries.inc({ outcome });
    await (outcome === 'failed' ? postponeAsk : noteAsked)(store, id);
  }
  await forgetMissed(store);
}

async function look({ store, now, log }: Sweeping, github: GitHub): Promise<void> {
  const began = now();
  const last = await lastLook(store);
  const since = new Date(Math.max((last?.getTime() ?? 0) - overlap, began.getTime() - farthest));
  let count = 0;
  for await (const missed of listFailedDeliveries(github, since)) {
    await noteMissed(store, missed);
    count += missed.length;
  }
  // Only a look that came to its end counts: what a broken one did not reach is looked at again.
  await noteLook(store, began);
  if (count > 0) log.info({ count, since }, 'GitHub knows of deliveries that did not arrive');
}

/** @throws where GitHub takes nothing more for now: the rest is asked for in the next sweep */
async function ask(github: GitHub, attempt: string): Promise<'asked' | 'refused' | 'failed'> {
  try {
    // The number stays a text: see MissedDelivery.
    await github.request(`POST /app/hook/deliveries/${attempt}/attempts`);
    return 'asked';
  } catch (error) {
    const status = Number(Object(error).status);
    if (limited.has(status)) throw error;
    return final.has(status) ? 'refused' : 'failed';
  }
}
