import type { BotMetrics } from '../metrics.ts';
import type { Database } from '../store/database.ts';
import { failDelivery, findDeliveries, finishDeliveries, type KeptDelivery } from '../store/deliveries.ts';
import type { Tracer } from '../tracing/tracer.ts';
import { inGroups } from './in-groups.ts';
import { attributesOf } from './inbox.ts';
import { Postponed } from './postponed.ts';
import type { Attempt } from './pump.ts';

/** Does what an event asks for; it may be called again for the same delivery, and must not do the same thing twice. */
export type Handle = (delivery: KeptDelivery) => Promise<void>;

export interface Working {
  readonly database: Database;
  readonly handle: Handle;
  readonly metrics: Pick<BotMetrics, 'workedOff'>;
  readonly tracer: Tracer;
  readonly log: Record<'info' | 'error', (details: object, message: string) => void>;
}

/** So many at most are read or noted together: payloads may be large. */
const most = 16;

/**
 * Makes what works off deliveries: one attempt at one of them, and a note of how it went.
 *
 * The attempt throws the handler’s error where another is to be made; after the last one the delivery is given up instead, so that those
 * behind it get their turn.
 */
export function createWorker(working: Working): (attempt: Attempt) => Promise<void> {
  const { database } = working;
  const find = inGroups(async (ids: readonly string[]) => {
    const found = await findDeliveries(database, ids);
    return (id: string) => found.get(id) ?? null;
  }, most);
  const finish = inGroups(async (ids: readonly string[]) => {
    await finishDeliveries(database, ids);
    return () => {};
  }, most);
  return async ({ deliveryId, isLast, number, trace = null }) => {
    const delivery = await find(deliveryId);
    // Worked off already: the crash came between the note and the queue’s own.
    if (delivery === null || delivery.state !== 'waiting') return;
    const { event } = delivery;
    const attributes = { ...attributesOf(delivery), 'tollgate.attempt': number };
    await working.tracer.span(
      { name: `work off ${event}`, kind: 'consumer', parent: trace, attributes },
      async (note) => {
        const outcome = await outcomeOf(working, delivery, isLast).catch((error: unknown) => {
          note({ 'tollgate.outcome': error instanceof Postponed ? 'postponed' : 'failed' });
          throw error;
        });
        note({ 'tollgate.outcome': outcome });
        if (outcome === 'done') await finish(deliveryId);
        working.metrics.workedOff.inc({ event, outcome });
      },
    );
  };
}

/** Hands a delivery to its handler; where that fails, throws unless it was the last attempt. */
async function outcomeOf(
  { database, handle, log, metrics }: Working,
  delivery: KeptDelivery,
  isLast: boolean,
): Promise<'done' | 'given up'> {
  const { id, event } = delivery;
  try {
    await handle(delivery);
    return 'done';
  } catch (error) {
    if (error instanceof Postponed) {
      metrics.workedOff.inc({ event, outcome: 'postponed' });
      log.info({ delivery: id, event, until: error.until }, error.message);
      throw error;
    }
    const words = error instanceof Error ? error.message : String(error);
    log.error({ err: error, delivery: id, event, isLast }, 'a delivery failed');
    await failDelivery(database, id, { error: words, isLast });
    if (isLast) return 'given up';
    metrics.workedOff.inc({ event, outcome: 'failed' });
    throw error;
  }
}
