import type { BotMetrics } from '../metrics.ts';
import type { Database } from '../store/database.ts';
import { failDelivery, findDelivery, finishDelivery, type KeptDelivery } from '../store/deliveries.ts';
import { Postponed } from './postponed.ts';
import type { Attempt } from './pump.ts';

/** Does what an event asks for; it may be called again for the same delivery, and must not do the same thing twice. */
export type Handle = (delivery: KeptDelivery) => Promise<void>;

export interface Working {
  readonly database: Database;
  readonly handle: Handle;
  readonly metrics: Pick<BotMetrics, 'workedOff'>;
  readonly log: Record<'info' | 'error', (details: object, message: string) => void>;
}

/**
 * Makes one attempt at a delivery and notes how it went.
 *
 * @throws the handler's error where another attempt is to be made; after the last one the delivery is given up instead, so that
 *   those behind it get their turn
 */
export async function workOff(
  { database, handle, log, metrics }: Working,
  { deliveryId, isLast }: Attempt,
): Promise<void> {
  const delivery = await findDelivery(database, deliveryId);
  // Worked off already: the crash came between the note and the queue's own.
  if (delivery === null || delivery.state !== 'waiting') return;
  try {
    await handle(delivery);
  } catch (error) {
    if (error instanceof Postponed) {
      metrics.workedOff.inc({ event: delivery.event, outcome: 'postponed' });
      log.info({ delivery: deliveryId, event: delivery.event, until: error.until }, error.message);
      throw error;
    }
    const words = error instanceof Error ? error.message : String(error);
    metrics.workedOff.inc({ event: delivery.event, outcome: isLast ? 'given up' : 'failed' });
    log.error({ err: error, delivery: deliveryId, event: delivery.event, isLast }, 'a delivery failed');
    await failDelivery(database, deliveryId, { error: words, isLast });
    if (isLast) return;
    throw error;
  }
  await finishDelivery(database, deliveryId);
  metrics.workedOff.inc({ event: delivery.event, outcome: 'done' });
}
