import type { Logger } from 'pino';
import { parseCron } from '../../src/config/cron.ts';
import { type DueSlot, findDue } from '../../src/schedule/find-due.ts';
import { slotDue } from '../events/own-event.ts';
import type { BotMetrics } from '../metrics.ts';
import type { Inbox } from '../queue/inbox.ts';
import type { Querying } from '../store/database.ts';
import type { Delivery } from '../store/deliveries.ts';
import { type KeptRepository, listRepositories, settleSlots } from '../store/repositories.ts';

export interface Scheduling {
  readonly store: Querying;
  readonly inbox: Inbox;
  readonly metrics: Pick<BotMetrics, 'slots'>;
  readonly log: Logger;
  readonly now: () => Date;
}

/** What begins so much later than planned has been made up, not begun. */
const grace = 5 * 60_000;
/** A clock that was so far ahead was wrong. */
const farAhead = 24 * 3_600_000;

/** Puts into the queue what is due, each slot of a repository once, whoever else does the same. */
export async function startDue(scheduling: Scheduling): Promise<void> {
  for (const repository of await listRepositories(scheduling.store)) {
    await startOne(scheduling, repository).catch((error: unknown) =>
      scheduling.log.error({ err: error, repository: repository.name }, 'a scheduled validation could not be begun'),
    );
  }
}

async function startOne(scheduling: Scheduling, repository: KeptRepository): Promise<void> {
  const { store, inbox, now, log } = scheduling;
  const instant = now();
  const { name, plan } = repository;
  if (repository.settledAt.getTime() > instant.getTime() + farAhead) {
    log.warn({ repository: name, settledAt: repository.settledAt }, 'the clock was ahead: the schedule begins anew');
    await settleSlots(store, name, instant);
    return;
  }
  const schedules = plan.schedule.map(({ cron, timezone, jitter }) => ({
    fields: parseCron(cron),
    timezone,
    jitterSeconds: jitter,
  }));
  const asked = { repository: name, schedules, settled: repository.settledAt.getTime(), now: instant.getTime() };
  const due = findDue(asked);
  if (due === null) return;
  // First the queue, then the note: a crash between them begins the same slot again, which the queue knows already.
  await inbox.put(deliveryOf(repository, due));
  await settleSlots(store, name, new Date(due.slot));
  say(scheduling, name, due);
}

function say({ metrics, log }: Scheduling, repository: string, due: DueSlot): void {
  const slot = new Date(due.slot).toISOString();
  metrics.slots.inc({ outcome: 'due' });
  if (due.missed === 0 && due.lateness < grace) {
    log.info({ repository, slot }, 'a scheduled validation is due');
    return;
  }
  metrics.slots.inc({ outcome: 'missed' }, due.missed + (due.lateness < grace ? 0 : 1));
  log.warn(
    { repository, slot, missed: due.missed, lateSeconds: Math.round(due.lateness / 1000) },
    'scheduled validations were missed, and are made up by one',
  );
}

function deliveryOf({ name, installationId }: KeptRepository, { slot, missed, lateness }: DueSlot): Delivery {
  const at = new Date(slot).toISOString();
  return {
    id: `slot:${name}:${at}`,
    event: slotDue,
    action: null,
    repository: name,
    payload: JSON.stringify({
      installation: { id: installationId },
      slot: at,
      missed: missed + (lateness < grace ? 0 : 1),
    }),
  };
}
