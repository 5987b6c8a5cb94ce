import type { Database } from '../store/database.ts';
import { type Delivery, keepDeliveries } from '../store/deliveries.ts';
import { laneOf } from './lanes.ts';
import type { Job, Queue } from './open-queue.ts';

/** Where deliveries are put before they are acknowledged. */
export interface Inbox {
  /** Resolves once the delivery, and the job to work it off, cannot be lost any more. */
  put(delivery: Delivery): Promise<void>;
}

interface Waiting {
  readonly delivery: Delivery;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** So many at most are written together. */
const most = 200;

/**
 * Writes deliveries in groups: while one transaction runs, those that arrive gather for the next.
 *
 * One transaction each would be the limit of what the bot can take in.
 */
export function createInbox(database: Database, queue: Queue): Inbox {
  let gathered: Waiting[] = [];
  let isWriting = false;

  const write = async (deliveries: readonly Delivery[]) => {
    await database.transaction(async (transaction) => {
      const fresh = await keepDeliveries(transaction, deliveries);
      const jobs = deliveries.flatMap((delivery) => {
        const sequence = fresh.get(delivery.id);
        return sequence === undefined ? [] : [jobOf(delivery, sequence)];
      });
      await queue.add(jobs, transaction);
    });
    queue.ring();
  };
  const drain = async () => {
    while (gathered.length > 0) {
      const group = nextGroup(gathered);
      gathered = gathered.filter((one) => !group.includes(one));
      await write(group.map(({ delivery }) => delivery)).then(
        () => group.forEach(({ resolve }) => resolve()),
        (error: unknown) => group.forEach(({ reject }) => reject(error)),
      );
    }
    isWriting = false;
  };
  return {
    put: (delivery) =>
      new Promise((resolve, reject) => {
        gathered.push({ delivery, resolve, reject });
        if (isWriting) return;
        isWriting = true;
        void drain();
      }),
  };
}

/** The first of each id, up to the limit: one statement cannot keep the same delivery twice. */
function nextGroup(gathered: readonly Waiting[]): Waiting[] {
  const byId = new Map<string, Waiting>();
  for (const one of gathered) {
    if (byId.size === most) break;
    if (!byId.has(one.delivery.id)) byId.set(one.delivery.id, one);
  }
  return [...byId.values()];
}

function jobOf(delivery: Delivery, sequence: bigint): Job {
  const payload: unknown = JSON.parse(delivery.payload);
  const lane = laneOf(delivery.event, payload);
  return { deliveryId: delivery.id, sequence, lane, key: delivery.repository ?? delivery.event };
}
